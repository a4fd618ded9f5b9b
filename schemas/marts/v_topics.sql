-- What questions are about over time. One row per topic and year in which it was asked about; topics are the thesaurus terms on the pages (`question_topics`).
-- stored
-- topic: One name of the topic for both languages: the Dutch term, else the French one.
-- topic_nl: The Dutch term.
-- topic_fr: The French term.
-- year: Year of the questions.
-- questions: Questions about it.
-- share: Share of all questions with a topic in that year, from 0 to 1.
-- rank: Rank among the topics of that year; 1 has the most questions.
-- more: Increase in questions over the previous year; negative if there are fewer.
WITH dated AS (
  SELECT t.*, year(q.asked_on) AS year
  FROM question_topics t
  JOIN questions q ON q.question_id = t.question_id
  WHERE q.asked_on IS NOT NULL
),
years AS (SELECT year, count(DISTINCT question_id) AS questions FROM dated GROUP BY year),
counted AS (
  SELECT topic, min(topic_nl) AS topic_nl, min(topic_fr) AS topic_fr, year, count(*) AS questions
  FROM dated
  GROUP BY topic, year
)
SELECT
  c.topic,
  c.topic_nl,
  c.topic_fr,
  c.year,
  c.questions,
  round(c.questions / y.questions, 4) AS share,
  rank() OVER (PARTITION BY c.year ORDER BY c.questions DESC) AS rank,
  c.questions - coalesce(b.questions, 0) AS more
FROM counted c
JOIN years y ON y.year = c.year
LEFT JOIN counted b ON b.topic = c.topic AND b.year = c.year - 1
ORDER BY c.year, rank, c.topic
