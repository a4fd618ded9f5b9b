-- Which kinds of pages are mostly quarantined. One row for each kind, of all pages and of the new ones.
WITH kinds AS (
  SELECT
    outcome = 'quarantined' AS is_aside, page_id NOT IN (SELECT page_id FROM pages_before) AS is_new,
    unnest([
      {'by': 'variant', 'value': variant}, {'by': 'form', 'value': form},
      {'by': 'host', 'value': regexp_extract(url, '//([^/]+)', 1)}
    ], recursive := true)
  FROM pages
)
SELECT among, "by", value, count(*) AS pages, count(*) FILTER (is_aside) AS aside
FROM kinds, (VALUES ('pages', false), ('new pages', true)) one(among, of_new)
WHERE value <> '' AND (NOT of_new OR (is_new AND EXISTS (FROM pages_before)))
GROUP BY ALL
HAVING aside >= $fewest AND aside / pages > $first
ORDER BY among DESC, "by", value
