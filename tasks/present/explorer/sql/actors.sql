-- What the pages of members show, or those of parties, ministers, offices or topics, by $kind; those in a $part of several $parts. One row for each and house, with its facts there as JSON; that with most of its questions first.
WITH named AS (
  FROM (
    UNPIVOT (SELECT question_id, member_id AS member, party_id AS party, minister_id AS minister, office_id AS office FROM questions)
    ON member, party, minister, office INTO NAME kind VALUE id
  )
  UNION ALL
  SELECT question_id, 'topic' AS kind, topic AS id FROM question_topics
),
its AS (SELECT question_id, id, house FROM named JOIN questions USING (question_id) WHERE kind = $kind AND hash(id) % $parts = $part),
its_figures AS (FROM figures WHERE kind = $kind AND hash(id) % $parts = $part),
beside AS (
  SELECT n.id, n.house, o.kind, o.id AS other, count(*) AS questions, min(q.asked_on) AS first, max(q.asked_on) AS last
  FROM its n
  JOIN named o ON o.question_id = n.question_id AND o.kind <> $kind
  JOIN questions q ON q.question_id = n.question_id
  GROUP BY n.id, n.house, o.kind, o.id
  QUALIFY row_number() OVER (PARTITION BY n.id, n.house, o.kind ORDER BY questions DESC, o.id) <= 12
),
lists AS (
  SELECT id, house, kind, list(json_array(other, questions, first, last) ORDER BY questions DESC, other) AS others
  FROM beside
  GROUP BY id, house, kind
)
SELECT
  c.id,
  to_json({
    'short': n.short,
    'name': {'nl': n.nl, 'fr': n.fr},
    'counts': c,
    'years': ARRAY(
      SELECT [year, questions, answered, announced, requalified, unknown, round(median_days, 1)] FROM its_figures y
      WHERE y.id = c.id AND y.house = c.house AND year IS NOT NULL ORDER BY year
    ),
    'others': (SELECT map_from_entries(list((kind, others) ORDER BY kind)) FROM lists l WHERE l.id = c.id AND l.house = c.house GROUP BY l.id)
  })::VARCHAR AS shown
FROM its_figures c
JOIN names n ON n.kind = $kind AND n.id = c.id
WHERE c.year IS NULL
ORDER BY c.id, c.questions DESC, c.house DESC
