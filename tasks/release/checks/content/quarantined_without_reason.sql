-- A quarantined page has a reason, and a read page has a question unless it is one of senators.
SELECT page_id, outcome
FROM pages
WHERE (outcome = 'quarantined' AND (coalesce(reason, '') = '' OR reason_code IS NULL))
  OR (outcome = 'read' AND question_id IS NULL AND variant NOT IN ('senators', 'senator'))
