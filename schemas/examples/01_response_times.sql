-- How long do ministers take to answer, compared with the deadline?
-- Deadlines are as printed on the page. Legislature 5 prints none, so its questions are left out of the deadline columns.
SELECT year, minister, questions, answered, requalified, unknown, median_days, with_deadline, in_time, share_in_time
FROM v_response_times
WHERE with_deadline > 0
ORDER BY year, minister
