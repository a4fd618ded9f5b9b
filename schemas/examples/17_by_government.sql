-- How long does an answer take, by government and minister?
-- Both are those of the day of the question. Only answers that came while the minister held the office count (`minister_days`); `left_out` came outside the term, from a successor as a rule. An empty minister means that nobody, or more than one person, fits.
SELECT house, government, minister, count(*) AS questions, count(minister_days) AS answered, count(counted_days) - count(minister_days) AS left_out, median(minister_days) AS median_days
FROM v_questions
LEFT JOIN question_sides USING (question_id)
GROUP BY house, government, minister
QUALIFY row_number() OVER (PARTITION BY house ORDER BY median_days DESC NULLS LAST, government, minister) <= 5
ORDER BY house DESC, median_days DESC NULLS LAST, government, minister
