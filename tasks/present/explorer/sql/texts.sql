-- The texts in which the parts of the questions in `wanted` stand. One row for each text.
SELECT question_id, language, part, text
FROM texts
SEMI JOIN wanted USING (question_id)
