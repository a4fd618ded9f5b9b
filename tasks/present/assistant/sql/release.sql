-- How far a release reaches, and how much of it is unsure. One row.
SELECT
  (SELECT day FROM last_day) AS covers_until,
  count(*) AS questions,
  count(*) FILTER (WHERE status = 'unknown') AS with_unknown_status,
  (SELECT count(DISTINCT question_id) FROM texts WHERE is_cut) AS with_a_cut_text
FROM questions
