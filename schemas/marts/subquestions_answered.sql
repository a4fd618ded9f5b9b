-- Whether each sub-question is answered (`v_answers_by_subquestion`, without the texts). One row per sub-question and language.
-- stored
-- question_id: The question, as legislature-number: '5-8900'.
-- language: Language of the text.
-- position: Position of the sub-question in printed order, from 0.
-- is_answered: Whether it is answered; null if there is no answer, a text is cut, or nothing proves that the answer ends where it does.
SELECT s.question_id, s.language, s.position, s.is_answered
FROM v_answers_by_subquestion s
JOIN questions q ON q.question_id = s.question_id
ORDER BY q.legislature, q.number, s.language, s.position
