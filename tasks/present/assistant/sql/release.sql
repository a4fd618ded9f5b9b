-- How far a release reaches, how much of it is unsure, and how many questions of each house it has. One row.
WITH each AS (SELECT house, count(*) AS questions, count(*) FILTER (status = 'unknown') AS with_unknown_status, max(seen_on) AS last_seen_on FROM questions GROUP BY house)
SELECT
  (SELECT day FROM last_day) AS covers_until,
  count(*) AS questions,
  count(*) FILTER (WHERE status = 'unknown') AS with_unknown_status,
  (SELECT count(DISTINCT question_id) FROM texts WHERE is_cut) AS with_a_cut_text,
  (SELECT list(each ORDER BY house DESC) FROM each) AS houses
FROM questions
