-- What is held of each legislature, and what is not. One row for each legislature.
SELECT
  l.legislature,
  (SELECT count(*) FROM questions q WHERE q.legislature = l.legislature) AS questions,
  expected, held, missing, refused, not_fetched
FROM legislatures l
ORDER BY l.legislature DESC
