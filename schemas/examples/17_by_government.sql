-- How long does an answer take, by government and minister?
-- Both are those of the day of the question: after a change of government, a successor may have answered. An empty minister means that nobody, or more than one person, fits.
SELECT government, minister, count(*) AS questions, count(response_days) AS answered, median(response_days) AS median_days
FROM v_questions
LEFT JOIN question_sides USING (question_id)
GROUP BY ALL
ORDER BY median_days DESC NULLS LAST, government, minister
LIMIT 5
