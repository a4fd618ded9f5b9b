-- Issues by kind. One row for each kind.
SELECT kind, count(*) AS issues, count(DISTINCT question_id) AS questions, count(DISTINCT page_id) AS pages
FROM issues
GROUP BY kind
ORDER BY issues DESC, kind
