-- What do parties ask about more than others do?
-- A specialisation of 2 means twice the topic's share of all questions of the house; with few questions it means little.
SELECT house, legislature, party_id, topic, questions, topic_questions, share_of_party, specialisation
FROM v_party_topics
WHERE questions > 1
QUALIFY row_number() OVER (PARTITION BY house ORDER BY specialisation DESC, party_id, topic) <= 5
ORDER BY house DESC, specialisation DESC, party_id, topic
