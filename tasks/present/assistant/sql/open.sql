-- Open questions of a member, a minister or a topic, by $kind; those that wait longest first, up to 100. One row for each.
SELECT question_id
FROM questions q
WHERE
  status = 'open'
  AND CASE $kind
    WHEN 'member' THEN member_id = $id
    WHEN 'minister' THEN minister_id = $id
    ELSE question_id IN (SELECT question_id FROM question_topics WHERE topic = $id)
  END
ORDER BY asked_on, legislature, number
LIMIT 100
