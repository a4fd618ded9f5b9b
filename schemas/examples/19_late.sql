-- Which ministers are late most often?
-- As in `v_response_times`: questions of which it is known whether they were late, without those that were requalified, have an unknown status, or have an answer that is only announced. Deadlines outside the minister's term are left out. A late question may have no answer; an empty minister means that nobody, or more than one person, fits.
SELECT house, minister, count(minister_late) AS questions, count(*) FILTER (WHERE minister_late) AS late, count(*) FILTER (WHERE minister_late AND status <> 'answered') AS without_answer, round(late / nullif(count(minister_late), 0), 2) AS share_late, count(counted_late) - count(minister_late) AS left_out
FROM v_questions
WHERE counted_late IS NOT NULL
GROUP BY house, minister
QUALIFY row_number() OVER (PARTITION BY house ORDER BY late DESC, minister) <= 5
ORDER BY house DESC, late DESC, minister
