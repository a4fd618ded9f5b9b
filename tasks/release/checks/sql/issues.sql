-- How many pages have issues that speak of the site. One row for each kind of pages and of issues.
-- Text extracts lose labels by themselves, and a series of one senator is alike.
WITH said AS (
  SELECT page_id, kind FROM issues WHERE page_id IS NOT NULL
  UNION
  SELECT s.page_id, kind FROM issues i JOIN shown s USING (question_id) WHERE i.page_id IS NULL
)
SELECT
  pages, new, kind AS value, count(*) FILTER (is_new) / new AS share,
  count(*) FILTER (NOT is_new) / nullif(old, 0) AS usual, min(example) FILTER (is_new) AS example
FROM said
JOIN shown USING (page_id)
WHERE new >= $fewest AND form <> 'markdown' AND list_contains($kinds, kind)
GROUP BY pages, new, old, kind
HAVING count(DISTINCT group_id) FILTER (is_new) >= $fewest
  AND count(DISTINCT coalesce(author, question_id)) FILTER (is_new) >= $askers
ORDER BY ALL
