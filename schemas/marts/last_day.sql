-- The last day that the release tells of: of any question, answer or event, or of the fetching of a page. One row.
-- day: That day; what is still open is counted up to and with it.
SELECT greatest(
  (SELECT greatest(max(asked_on), max(answered_on)) FROM questions),
  (SELECT max(event_on) FROM events),
  (SELECT CAST(max(fetched_at) AS DATE) FROM pages)
) AS day
