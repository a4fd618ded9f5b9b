-- The last day covered by the release: the latest question, answer, event or page fetch. One row.
-- day: That day; open questions are counted up to and including it. If every page has a fetch time, later dates are typing errors and do not count.
WITH fetched AS (
  SELECT CAST(max(fetched_at) AS DATE) AS day, bool_and(fetched_at IS NOT NULL) AS of_all FROM pages
),
told AS (
  SELECT asked_on AS day FROM questions
  UNION ALL
  SELECT answered_on FROM questions
  UNION ALL
  SELECT event_on FROM events
)
SELECT greatest(
  (SELECT max(t.day) FROM told t CROSS JOIN fetched f WHERE NOT coalesce(f.of_all, false) OR t.day <= f.day + 1),
  (SELECT day FROM fetched)
) AS day
