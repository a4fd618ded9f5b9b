-- What do parties ask about more than others do?
-- A specialisation of 2 means twice the topic's share of all questions; with few questions it means little.
SELECT legislature, party_id, topic, questions, topic_questions, share_of_party, specialisation
FROM v_party_topics
WHERE questions > 1
ORDER BY specialisation DESC, party_id, topic
LIMIT 5
