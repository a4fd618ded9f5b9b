-- A quarantined page has a reason, and a read page has a question.
SELECT page_id, outcome
FROM pages
WHERE (outcome = 'quarantined' AND (coalesce(reason, '') = '' OR reason_code IS NULL))
  OR (outcome = 'read' AND question_id IS NULL)
