-- An answered question has the date of its answer, or an issue row says that it has none; bulletins (legislatures 1 to 3) and records of the Chamber never date answers.
SELECT question_id
FROM questions q
WHERE status = 'answered' AND answered_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM pages p WHERE p.question_id = q.question_id AND p.variant IN ('bulletin', 'record'))
  AND NOT EXISTS (SELECT 1 FROM issues i WHERE i.question_id = q.question_id AND i.kind = 'answer_undated')
