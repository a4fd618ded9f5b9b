-- Issues by kind, and by house in a release of several. One row for each kind and house; none is that of issues without a question.
SELECT kind, shown_house AS house, count(*) AS issues, count(DISTINCT i.question_id) AS questions, count(DISTINCT i.page_id) AS pages
FROM issues i
LEFT JOIN sentences USING (question_id)
GROUP BY ALL
ORDER BY issues DESC, kind, house
