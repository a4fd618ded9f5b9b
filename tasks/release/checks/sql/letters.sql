-- Which share of the letters no rule has read, on more than one page. One row for each kind of pages.
SELECT
  pages, new, NULL AS value, sum(unread) FILTER (is_new) / sum(shown) FILTER (is_new) AS share,
  sum(unread) FILTER (NOT is_new) / sum(shown) FILTER (NOT is_new) AS usual,
  arg_max(example, unread / shown) FILTER (is_new) AS example
FROM shown
WHERE shown > 0
GROUP BY pages, new
HAVING new >= $fewest AND count(DISTINCT group_id) FILTER (is_new AND unread > 0) >= $askers
ORDER BY ALL
