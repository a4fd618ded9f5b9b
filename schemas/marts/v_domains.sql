-- Which fields questions are about over time. One row per house, year and domain or microthesaurus of EuroVoc; a question counts once in each that it has a topic of.
-- stored
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- year: Year of the questions.
-- level: 'domain' or 'microthesaurus'.
-- field_id: The domain or microthesaurus of EuroVoc.
-- field_nl: Its Dutch name.
-- field_fr: Its French name.
-- field_en: Its English name.
-- questions: Questions with a topic in it.
-- share: Share of all questions with a topic in that house and year, from 0 to 1.
WITH dated AS (
  SELECT t.question_id, t.topic, q.house, year(q.asked_on) AS year
  FROM question_topics t
  JOIN questions q ON q.question_id = t.question_id
  WHERE q.asked_on IS NOT NULL
),
years AS (SELECT house, year, count(DISTINCT question_id) AS questions FROM dated GROUP BY house, year),
fields AS (
  SELECT
    eurovoc_id AS topic,
    'domain' AS level,
    domain_id AS field_id,
    domain_nl AS field_nl,
    domain_fr AS field_fr,
    domain_en AS field_en
  FROM eurovoc
  WHERE domain_id IS NOT NULL
  UNION ALL
  SELECT eurovoc_id, 'microthesaurus', microthesaurus_id, microthesaurus_nl, microthesaurus_fr, microthesaurus_en
  FROM eurovoc
  WHERE microthesaurus_id IS NOT NULL
)
SELECT
  d.house,
  d.year,
  f.level,
  f.field_id,
  f.field_nl,
  f.field_fr,
  f.field_en,
  count(DISTINCT d.question_id) AS questions,
  round(count(DISTINCT d.question_id) / y.questions, 4) AS share
FROM dated d
JOIN years y ON y.house = d.house AND y.year = d.year
JOIN fields f ON f.topic = d.topic
GROUP BY d.house, d.year, f.level, f.field_id, f.field_nl, f.field_fr, f.field_en, y.questions
ORDER BY d.year, d.house, f.level, questions DESC, f.field_id
