-- How do the two houses compare, term by term?
-- `term` is the same in both; the Chamber's `legislature` is 48 more. The Chamber prints no day of an answer, so that its answers have no days, and whether one was late is known of few: those of `with_deadline`, which are no fair sample. Compare shares of the two only with their bases.
SELECT term, house, count(*) AS questions, count(DISTINCT member_id) AS members, count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered, count(*) FILTER (WHERE status NOT IN ('requalified', 'unknown')) AS of_known_status, round(answered / nullif(of_known_status, 0), 2) AS share_answered, median(counted_days) AS median_days, count(counted_late) AS with_deadline, count(*) FILTER (WHERE counted_late) AS late
FROM v_questions
GROUP BY term, house
ORDER BY term, house DESC
