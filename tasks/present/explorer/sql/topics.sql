-- The topics of questions. One row for each, with its names.
SELECT topic, min(topic_nl) AS topic_nl, min(topic_fr) AS topic_fr
FROM question_topics
GROUP BY topic
ORDER BY topic
