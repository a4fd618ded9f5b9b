-- Does the opposition ask more, and does it wait longer?
-- Sides are as of the day of the question, from the dated and sourced table `coalitions`. A share of answers leaves out requalified questions and those whose status is unknown. Medians do not add up, so the median of each side is computed from its questions.
SELECT government, house, side, sum(questions) AS questions, sum(answered) AS answered, sum(announced) AS announced, sum(requalified + unknown) AS left_out, (
    SELECT median(q.counted_days)
    FROM question_sides s
    JOIN v_questions q USING (question_id)
    WHERE s.government_id = v.government_id AND s.side IS NOT DISTINCT FROM v.side AND q.house = v.house
  ) AS median_days
FROM v_government_opposition v
GROUP BY government_id, government, since, house, side
ORDER BY since, house DESC, side
