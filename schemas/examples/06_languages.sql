-- In which language is asked and answered, and by which group?
-- `answer_in` names the languages in which an answer is held.
SELECT asked_in, language_group, answer_in, sum(questions) AS questions
FROM v_languages
GROUP BY ALL
ORDER BY questions DESC, asked_in, language_group, answer_in
