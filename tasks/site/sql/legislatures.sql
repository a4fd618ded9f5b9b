-- What is held of each legislature, and what is not. One row for each legislature.
SELECT
  l.legislature,
  (SELECT count(*) FROM questions q WHERE q.legislature = l.legislature) AS questions,
  expected, held, missing, refused, not_fetched
FROM (
  FROM legislatures
  UNION ALL BY NAME
  SELECT DISTINCT legislature FROM questions ANTI JOIN legislatures USING (legislature)
) l
ORDER BY l.legislature DESC
