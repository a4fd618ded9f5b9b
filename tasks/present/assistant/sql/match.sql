-- Members, ministers or topics, by $kind, with the identifier or the name $name; without any, those whose name contains its words. One row for each.
WITH named AS (
  SELECT 'member' AS kind, member_id AS id, name AS nl, name AS fr, house FROM members
  UNION ALL
  SELECT 'minister', minister_id, name, name, NULL FROM ministers
  UNION ALL
  SELECT 'topic', topic, min(topic_nl), min(topic_fr), NULL FROM question_topics GROUP BY topic
),
folded AS (
  SELECT id, nl, fr, house, [lower(strip_accents(name)) FOR name IN [nl, fr] IF name IS NOT NULL] AS names, lower(strip_accents(trim($name))) AS wanted
  FROM named
  WHERE kind = $kind
)
SELECT id, nl, fr, house
FROM folded
WHERE
  id = trim($name)
  OR list_contains([list_bool_and([contains(name, word) FOR word IN string_split_regex(wanted, '\s+')]) FOR name IN names], true)
QUALIFY rank() OVER (ORDER BY id = trim($name) DESC, list_contains(names, wanted) DESC) = 1
ORDER BY id
