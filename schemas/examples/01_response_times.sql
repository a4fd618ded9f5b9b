-- How long do ministers take to answer, compared with the deadline?
-- Days and deadlines outside a minister's term are left out, and counted in the two columns for it. Deadlines are as printed on the page. Legislature 5 prints none, so its questions are left out of the deadline columns.
SELECT house, year, minister, questions, answered, announced, requalified, unknown, median_days, answers_left_out, with_deadline, in_time, share_in_time, deadlines_left_out
FROM v_response_times
WHERE with_deadline + deadlines_left_out > 0
ORDER BY house DESC, year, minister
