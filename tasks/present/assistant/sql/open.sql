-- Open questions of a member, a minister or a topic, by $kind; in each house those that wait longest first, up to 100. One row for each.
SELECT question_id
FROM questions q
WHERE
  status = 'open'
  AND ($house IS NULL OR house = $house)
  AND CASE $kind
    WHEN 'member' THEN member_id = $id
    WHEN 'minister' THEN minister_id = $id
    ELSE question_id IN (SELECT question_id FROM question_topics WHERE topic = $id)
  END
QUALIFY row_number() OVER (PARTITION BY house ORDER BY asked_on, legislature, number) <= 100
ORDER BY house DESC, asked_on, legislature, number
