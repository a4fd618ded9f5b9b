-- The value of {query} that has become most frequent among new questions of a house. At most one row for each.
-- With a column `language` (or a part by that name), it is that of each, or of one. It must be that of several {by}.
WITH fresh AS (SELECT question_id, min(example) AS example FROM shown WHERE is_new GROUP BY ALL),
found AS (
  SELECT
    house, coalesce(language, '') AS language, value, group_id, example, coalesce({by}, question_id) AS asker,
    example IS NOT NULL AS is_new
  FROM (FROM ({query}) UNION ALL BY NAME SELECT NULL::VARCHAR AS language WHERE false)
  JOIN questions USING (question_id)
  LEFT JOIN fresh USING (question_id)
),
times AS (
  SELECT
    house, language, count(DISTINCT group_id) FILTER (is_new) AS of_new,
    count(DISTINCT group_id) FILTER (NOT is_new) AS of_old
  FROM found
  GROUP BY ALL
),
frequent AS (
  SELECT
    house, language, value, of_new, of_old, count(DISTINCT group_id) FILTER (is_new) AS alike,
    count(DISTINCT group_id) FILTER (NOT is_new) AS before, list(DISTINCT asker) FILTER (is_new) AS askers,
    min(example) AS example
  FROM found JOIN times USING (house, language)
  WHERE value IS NOT NULL AND of_new > 0
  GROUP BY house, language, value, of_new, of_old
  QUALIFY row_number() OVER (
    PARTITION BY house, language ORDER BY alike / of_new - coalesce(before / nullif(of_old, 0), 0) DESC, value
  ) = 1
),
news AS (SELECT house, count(DISTINCT group_id) AS of_house FROM found WHERE is_new GROUP BY house)
SELECT DISTINCT ON (house)
  house, if(grouping(language) = 0, any_value(of_new), any_value(of_house)) AS new,
  string_agg(value, ' … ' ORDER BY language DESC) AS value, sum(alike) / sum(of_new) AS share,
  sum(before) / nullif(sum(of_old), 0) AS usual, min(example) AS example
FROM frequent JOIN news USING (house)
GROUP BY GROUPING SETS ((house, language), (house))
HAVING new >= $fewest AND len(list_distinct(flatten(list(askers)))) >= $askers
ORDER BY house DESC, share - coalesce(usual, 0) DESC, new DESC, value
