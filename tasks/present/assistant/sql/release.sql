-- How far a release reaches, and how much of it is unsure; and so for each of its houses. One row.
WITH each AS (
  SELECT
    q.house,
    max(coalesce(q.seen_on, h.since)) AS covers_until,
    count(DISTINCT q.question_id) AS questions,
    count(DISTINCT q.question_id) FILTER (q.status = 'unknown') AS with_unknown_status,
    count(DISTINCT t.question_id) AS with_a_cut_text
  FROM questions q
  LEFT JOIN status_history h USING (question_id)
  LEFT JOIN texts t ON t.question_id = q.question_id AND t.is_cut
  GROUP BY q.house
)
SELECT
  max(covers_until) AS covers_until,
  coalesce(sum(questions), 0)::BIGINT AS questions,
  coalesce(sum(with_unknown_status), 0)::BIGINT AS with_unknown_status,
  coalesce(sum(with_a_cut_text), 0)::BIGINT AS with_a_cut_text,
  list(e ORDER BY house DESC) AS houses
FROM each e
