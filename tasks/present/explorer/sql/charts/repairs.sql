-- Repaired words by rule, with the one that was repaired most often.
SELECT rule, count(*) AS repairs, mode(before || ' → ' || after ORDER BY before || ' → ' || after) AS example
FROM repairs
GROUP BY rule
ORDER BY repairs DESC, rule
