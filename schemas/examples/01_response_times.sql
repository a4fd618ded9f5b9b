-- How long do ministers take to answer, beside the deadline?
-- Deadlines are as printed on the page. Legislature 5 prints none, so its questions count in no column on deadlines.
SELECT year, minister, questions, answered, median_days, with_deadline, in_time, share_in_time
FROM v_response_times
WHERE with_deadline > 0
ORDER BY year, minister
