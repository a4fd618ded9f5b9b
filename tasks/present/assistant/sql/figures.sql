-- The figures of a member, a minister or a topic, by $kind: of all years, then of each. One row for each, per house.
WITH its_years AS (FROM figures WHERE kind = $kind AND id = $id AND ($house IS NULL OR house = $house))
SELECT of_house AS house, asked_in::VARCHAR AS id, coalesce(COLUMNS(* EXCLUDE (of_house, asked_in, kind, id, house, year, median_days, first_asked_on, last_asked_on)), 0), median_days, first_asked_on, last_asked_on
FROM (
  SELECT unnest(coalesce(list(DISTINCT house), [$house])) AS of_house, NULL AS asked_in FROM its_years
  UNION ALL
  SELECT house, unnest(range(min(year), max(year) + 1)) FROM its_years GROUP BY house
)
LEFT JOIN its_years ON house = of_house AND year IS NOT DISTINCT FROM asked_in
ORDER BY asked_in NULLS FIRST, house DESC
