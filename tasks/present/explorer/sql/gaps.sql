-- Runs of numbers of which no question is held. One row for each run, the first 500.
SELECT legislature, first_number, last_number, numbers, kind, reason
FROM gaps
ORDER BY legislature DESC, first_number
LIMIT 500
