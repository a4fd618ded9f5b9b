-- A topic, with its concept in EuroVoc. One row.
SELECT t.topic, t.topic_nl, t.topic_fr, e.label_en AS topic_en, e.domain_en
FROM (SELECT $id AS topic, min(topic_nl) AS topic_nl, min(topic_fr) AS topic_fr FROM question_topics WHERE topic = $id) t
LEFT JOIN eurovoc e ON e.eurovoc_id = t.topic
