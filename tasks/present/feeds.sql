-- What the feeds tell of questions: those with news since $since, those that are open or of unknown status, and the $newest. One row for each.
WITH changed AS (
  SELECT DISTINCT question_id FROM changes WHERE table_name = 'questions' AND column_name = 'status'
),
wanted AS (
  SELECT question_id
  FROM questions
  WHERE
    status IN ('open', 'unknown')
    OR asked_on >= $since
    OR answered_on >= $since
    OR (answer_seen >= $since AND answer_seen::DATE > first_seen::DATE)
  UNION
  SELECT question_id FROM status_history WHERE since >= $since
  UNION
  SELECT t.question_id
  FROM texts t
  JOIN questions q USING (question_id)
  WHERE
    t.withdrawn_on >= $since
    OR (t.part = 'answer' AND t.first_seen >= $since AND t.first_seen::DATE > q.first_seen::DATE)
  UNION
  FROM changed
  UNION
  SELECT question_id
  FROM (
    SELECT question_id FROM questions
    ORDER BY greatest(coalesce(first_seen, asked_on::TIMESTAMPTZ), coalesce(answer_seen, answered_on::TIMESTAMPTZ)) DESC NULLS LAST, question_id || ':' DESC
    LIMIT $newest
  )
),
steps AS (
  SELECT *, lag(status) OVER (PARTITION BY question_id ORDER BY position) AS before
  FROM status_history
  SEMI JOIN wanted USING (question_id)
),
its_steps AS (
  SELECT question_id, list((status, before, since) ORDER BY position) AS steps
  FROM steps
  GROUP BY question_id
)
SELECT
  q.* RENAME (party AS printed_party),
  m.name AS member,
  v.minister,
  concat_ws(' / ', p.name_nl, nullif(p.name_fr, p.name_nl)) AS party,
  v.is_announced,
  s.* EXCLUDE (question_id),
  c.question_id IS NOT NULL AS is_changed,
  coalesce(h.steps, []) AS steps,
  (SELECT min(first_seen) FROM texts t WHERE t.question_id = q.question_id AND part = 'answer') AS text_seen,
  ARRAY(
    SELECT (language, part, withdrawn_on) FROM texts t
    WHERE t.question_id = q.question_id AND withdrawn_on IS NOT NULL ORDER BY language, part
  ) AS withdrawn,
  ARRAY(
    SELECT (topic, concat_ws(' / ', topic_nl, nullif(topic_fr, topic_nl))) FROM question_topics t
    WHERE t.question_id = q.question_id ORDER BY topic
  ) AS topics
FROM questions q
SEMI JOIN wanted USING (question_id)
JOIN v_questions v USING (question_id)
JOIN sentences s USING (question_id)
LEFT JOIN members m ON m.member_id = q.member_id
LEFT JOIN parties p ON p.party_id = q.party_id
LEFT JOIN changed c ON c.question_id = q.question_id
LEFT JOIN its_steps h ON h.question_id = q.question_id
ORDER BY q.legislature, q.number, q.question_id
