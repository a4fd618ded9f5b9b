-- Questions of each year about the twelve topics that were asked about most. Topics are keywords of the pages.
WITH largest AS (
  SELECT topic FROM v_topics GROUP BY topic ORDER BY sum(questions) DESC, topic LIMIT 12
)
SELECT topic_nl, topic_fr, year, questions
FROM v_topics
SEMI JOIN largest USING (topic)
ORDER BY year, questions DESC, topic
