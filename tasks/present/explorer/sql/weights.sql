-- How many bytes the texts of the questions in `wanted` have. One row for each question, in their order.
SELECT q.question_id, coalesce(sum(strlen(t.text)), 0)::BIGINT AS bytes
FROM questions q
SEMI JOIN wanted USING (question_id)
LEFT JOIN texts t USING (question_id)
GROUP BY q.question_id, q.legislature, q.number
ORDER BY q.legislature, q.number
