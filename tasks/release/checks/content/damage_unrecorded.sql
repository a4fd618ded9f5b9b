-- Control and replacement characters in a text are recorded in an issue row.
WITH letters AS (
  SELECT question_id, text FROM texts
  UNION ALL
  SELECT question_id, keyword FROM keywords
  UNION ALL
  SELECT question_id, concat_ws(' ', author, party, addressee_nl, addressee_fr, title_nl, title_fr) FROM questions
)
SELECT DISTINCT question_id
FROM letters l
WHERE regexp_matches(text, '[\x{00}-\x{08}\x{0B}-\x{1F}\x{7F}-\x{9F}\x{FFFD}]')
  AND NOT EXISTS (SELECT 1 FROM issues i WHERE i.question_id = l.question_id AND i.kind = 'unreadable_letters')
