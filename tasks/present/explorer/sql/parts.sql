-- Sub-questions and parts of answers of the questions in `wanted`. One row for each, in the order of the text; `answered` is what v_answers_by_subquestion says.
SELECT
  s.question_id, s.language, 'question' AS part, s.position, s.label,
  NULL AS answers, NULL AS answer_kind, v.is_answered, s.numbering, s.text
FROM subquestions s
SEMI JOIN wanted USING (question_id)
JOIN subquestions_answered v USING (question_id, language, position)
UNION ALL
SELECT
  a.question_id, a.language, 'answer' AS part, a.position, a.label,
  a.answers, a.answer_kind, NULL AS is_answered, NULL AS numbering, a.text
FROM answer_parts a
SEMI JOIN wanted USING (question_id)
ORDER BY question_id, language, part, position
