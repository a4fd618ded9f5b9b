-- Does the opposition ask more, and does it wait longer?
-- Sides are those of the day of the question, by the dated table `coalitions` with its sources.
SELECT government, side, sum(questions) AS questions, sum(answered) AS answered,
  round(sum(questions * median_days) FILTER (WHERE median_days IS NOT NULL)
    / sum(questions) FILTER (WHERE median_days IS NOT NULL)) AS days
FROM v_government_opposition
GROUP BY government, since, side
ORDER BY since, side
