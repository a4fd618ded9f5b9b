-- What the pages of members show, or those of parties, ministers, offices or topics, by $kind; those in a $part of several $parts. One row for each, with its facts as JSON.
WITH named AS (
  SELECT question_id, 'member' AS kind, member_id AS id FROM questions WHERE member_id IS NOT NULL
  UNION ALL
  SELECT question_id, 'party' AS kind, party_id AS id FROM questions WHERE party_id IS NOT NULL
  UNION ALL
  SELECT question_id, 'minister' AS kind, minister_id AS id FROM questions WHERE minister_id IS NOT NULL
  UNION ALL
  SELECT question_id, 'office' AS kind, office_id AS id FROM questions WHERE office_id IS NOT NULL
  UNION ALL
  SELECT question_id, 'topic' AS kind, topic AS id FROM question_topics
),
its AS (SELECT question_id, id FROM named WHERE kind = $kind AND hash(id) % $parts = $part),
its_figures AS (FROM figures WHERE kind = $kind AND hash(id) % $parts = $part),
years AS (
  SELECT id, list([year, questions, answered, announced, requalified, unknown, round(median_days, 1)] ORDER BY year) AS years
  FROM its_figures
  WHERE year IS NOT NULL
  GROUP BY id
),
beside AS (
  SELECT n.id, o.kind, o.id AS other, count(*) AS questions, min(q.asked_on) AS first, max(q.asked_on) AS last
  FROM its n
  JOIN named o ON o.question_id = n.question_id AND o.kind <> $kind
  JOIN questions q ON q.question_id = n.question_id
  GROUP BY n.id, o.kind, o.id
  QUALIFY row_number() OVER (PARTITION BY n.id, o.kind ORDER BY questions DESC, o.id) <= 12
),
lists AS (
  SELECT id, kind, list(json_array(other, questions, first, last) ORDER BY questions DESC, other) AS others
  FROM beside
  GROUP BY id, kind
),
others AS (
  SELECT id, map_from_entries(list((kind, others) ORDER BY kind)) AS others
  FROM lists
  GROUP BY id
),
names AS (
  SELECT 'member' AS kind, member_id AS id, NULL AS short, name AS nl, name AS fr FROM members
  UNION ALL
  SELECT 'party' AS kind, party_id AS id, mode(q.party ORDER BY q.party) AS short, name_nl AS nl, name_fr AS fr
  FROM parties
  JOIN questions q USING (party_id)
  GROUP BY ALL
  UNION ALL
  SELECT 'minister' AS kind, minister_id AS id, NULL AS short, name AS nl, name AS fr FROM ministers
  UNION ALL
  SELECT 'office' AS kind, office_id AS id, NULL AS short, name_nl AS nl, name_fr AS fr FROM offices
  UNION ALL
  SELECT 'topic' AS kind, topic AS id, NULL AS short, min(topic_nl) AS nl, min(topic_fr) AS fr
  FROM question_topics
  GROUP BY topic
)
SELECT
  c.id,
  to_json({
    'short': n.short,
    'name': {'nl': n.nl, 'fr': n.fr},
    'counts': c,
    'years': coalesce(y.years, []),
    'others': o.others
  })::VARCHAR AS shown
FROM its_figures c
JOIN names n ON n.kind = $kind AND n.id = c.id
LEFT JOIN years y ON y.id = c.id
LEFT JOIN others o ON o.id = c.id
WHERE c.year IS NULL
ORDER BY c.id
