-- The value of {query} that has become most frequent among new questions, and how frequent. At most one row.
-- It must be that of several {by}.
WITH fresh AS (SELECT question_id, min(example) AS example FROM shown WHERE is_new GROUP BY ALL),
found AS (
  SELECT value, group_id, example, coalesce({by}, question_id) AS asker, example IS NOT NULL AS is_new
  FROM ({query})
  JOIN questions USING (question_id)
  LEFT JOIN fresh USING (question_id)
),
times AS (
  SELECT count(DISTINCT group_id) FILTER (is_new) AS new, count(DISTINCT group_id) FILTER (NOT is_new) AS old
  FROM found
)
SELECT
  new, value, count(DISTINCT group_id) FILTER (is_new) / new AS share,
  count(DISTINCT group_id) FILTER (NOT is_new) / nullif(old, 0) AS usual, min(example) AS example
FROM found, times
WHERE value IS NOT NULL AND new >= $fewest
GROUP BY value, new, old
HAVING count(DISTINCT asker) FILTER (is_new) >= $askers
ORDER BY share - coalesce(usual, 0) DESC, value
LIMIT 1
