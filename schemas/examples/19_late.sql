-- Which ministers are late most often?
-- As in `v_response_times`: questions of which it is known whether they were late, without those that were requalified or have an unknown status. A late question may have no answer; an empty minister means that nobody, or more than one person, fits.
SELECT minister, count(*) AS questions, count(*) FILTER (WHERE is_late) AS late, count(*) FILTER (WHERE is_late AND status <> 'answered') AS without_answer, round(late / questions, 2) AS share_late
FROM v_questions
WHERE is_late IS NOT NULL AND status NOT IN ('requalified', 'unknown')
GROUP BY minister
ORDER BY late DESC, minister
LIMIT 5
