-- What questions are about over time. One row per topic and year in which it was asked about; topics are concepts (`question_topics`).
-- stored
-- topic: The concept in `eurovoc`, or a keyword that names none.
-- topic_nl: Its Dutch name.
-- topic_fr: Its French name.
-- domain_id: Domain of EuroVoc; null for Belgian terms and for keywords that name no concept.
-- microthesaurus_id: Microthesaurus of EuroVoc; null in the same cases.
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- year: Year of the questions.
-- questions: Questions about it.
-- share: Share of all questions with a topic in that house and year, from 0 to 1.
-- rank: Rank among the topics of that house and year; 1 has the most questions.
-- more: Increase in questions over the previous year; negative if there are fewer.
WITH dated AS (
  SELECT t.*, q.house, year(q.asked_on) AS year
  FROM question_topics t
  JOIN questions q ON q.question_id = t.question_id
  WHERE q.asked_on IS NOT NULL
),
years AS (SELECT house, year, count(DISTINCT question_id) AS questions FROM dated GROUP BY house, year),
counted AS (
  SELECT
    topic,
    min(topic_nl) AS topic_nl,
    min(topic_fr) AS topic_fr,
    min(domain_id) AS domain_id,
    min(microthesaurus_id) AS microthesaurus_id,
    house,
    year,
    count(*) AS questions
  FROM dated
  GROUP BY topic, house, year
)
SELECT
  c.topic,
  c.topic_nl,
  c.topic_fr,
  c.domain_id,
  c.microthesaurus_id,
  c.house,
  c.year,
  c.questions,
  round(c.questions / y.questions, 4) AS share,
  rank() OVER (PARTITION BY c.house, c.year ORDER BY c.questions DESC) AS rank,
  c.questions - coalesce(b.questions, 0) AS more
FROM counted c
JOIN years y ON y.house = c.house AND y.year = c.year
LEFT JOIN counted b ON b.topic = c.topic AND b.house = c.house AND b.year = c.year - 1
ORDER BY c.year, c.house, rank, c.topic
