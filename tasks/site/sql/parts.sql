-- Sub-questions and parts of answers of the questions in `wanted`, each with the whole text that it stands in. One row for each, in the order of the text; `answered` is what v_answers_by_subquestion says.
WITH whole AS MATERIALIZED (
  SELECT question_id, language, part, text FROM texts SEMI JOIN wanted USING (question_id)
)
SELECT
  s.question_id, s.language, 'question' AS part, s.position, s.label,
  NULL AS answers, NULL AS answer_kind, v.answered, s.numbering, s.text, t.text AS whole
FROM subquestions s
SEMI JOIN wanted USING (question_id)
JOIN subquestions_answered v USING (question_id, language, position)
JOIN whole t ON t.question_id = s.question_id AND t.language = s.language AND t.part = 'question'
UNION ALL
SELECT
  a.question_id, a.language, 'answer' AS part, a.position, a.label,
  a.answers, a.answer_kind, NULL AS answered, NULL AS numbering, a.text, t.text AS whole
FROM answer_parts a
SEMI JOIN wanted USING (question_id)
JOIN whole t ON t.question_id = a.question_id AND t.language = a.language AND t.part = 'answer'
ORDER BY question_id, language, part, position
