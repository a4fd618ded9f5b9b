-- A written question named by a link is in the release, or an issue row says that it is missing.
SELECT DISTINCT target_id
FROM links l
WHERE target_kind = 'written_question'
  AND NOT EXISTS (SELECT 1 FROM questions q WHERE q.question_id = l.target_id)
  AND NOT EXISTS (
    SELECT 1 FROM issues i WHERE i.question_id = l.target_id AND i.kind = 'linked_question_missing'
  )
