-- The last day that the release tells of: of any question, answer or event, or of the fetching of a page. One row.
-- day: That day; what is still open is counted up to and with it. Where every page tells when it was fetched, dates behind that are typing errors and do not count.
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
