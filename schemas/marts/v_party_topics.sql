-- What parties ask about more than others do. One row per legislature, party and topic (`question_topics`).
-- stored
-- legislature: Number of the legislature as its house counts: the Senate from 1 (1995), the Chamber from 49.
-- house: The house of parliament whose legislature it is.
-- term: Term of parliament, from 1 (1995), the same number for both houses.
-- party_id: The party in `parties`.
-- topic: The concept in `eurovoc`, or a keyword that names none.
-- topic_nl: Its Dutch name.
-- topic_fr: Its French name.
-- questions: The party's questions about it.
-- party_questions: The party's questions with any topic.
-- topic_questions: All questions about it.
-- all_questions: All questions with any topic.
-- share_of_party: questions divided by party_questions, from 0 to 1.
-- specialisation: That share divided by the topic's share of all questions: 1 means as often as everybody, 2 twice as often. With few questions it means little.
WITH asked AS (
  SELECT t.question_id, t.topic, t.topic_nl, t.topic_fr, q.legislature, q.house, q.term, q.party_id
  FROM question_topics t
  JOIN questions q ON q.question_id = t.question_id
),
of_party AS (
  SELECT legislature, party_id, count(DISTINCT question_id) AS questions FROM asked GROUP BY legislature, party_id
),
of_all AS (SELECT legislature, count(DISTINCT question_id) AS questions FROM asked GROUP BY legislature),
of_topic AS (SELECT legislature, topic, count(*) AS questions FROM asked GROUP BY legislature, topic)
SELECT
  a.legislature,
  a.house,
  a.term,
  a.party_id,
  a.topic,
  min(a.topic_nl) AS topic_nl,
  min(a.topic_fr) AS topic_fr,
  count(*) AS questions,
  p.questions AS party_questions,
  t.questions AS topic_questions,
  n.questions AS all_questions,
  round(count(*) / p.questions, 4) AS share_of_party,
  round((count(*) / p.questions) / (t.questions / n.questions), 2) AS specialisation
FROM asked a
JOIN of_party p ON p.legislature = a.legislature AND p.party_id = a.party_id
JOIN of_topic t ON t.legislature = a.legislature AND t.topic = a.topic
JOIN of_all n ON n.legislature = a.legislature
GROUP BY a.legislature, a.house, a.term, a.party_id, a.topic, p.questions, t.questions, n.questions
ORDER BY a.legislature, a.party_id, specialisation DESC, a.topic
