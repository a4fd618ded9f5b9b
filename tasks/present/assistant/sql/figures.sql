-- The figures of a member, a minister or a topic, by $kind: of all years, then of each. One row for each.
WITH its_years AS (FROM figures WHERE kind = $kind AND id = $id)
SELECT asked_in::VARCHAR AS id, coalesce(COLUMNS(* EXCLUDE (kind, id, year, median_days, first_asked_on, last_asked_on)), 0), median_days, first_asked_on, last_asked_on
FROM (SELECT NULL AS asked_in UNION ALL SELECT unnest(range(min(year), max(year) + 1)) FROM its_years)
LEFT JOIN its_years ON year IS NOT DISTINCT FROM asked_in
ORDER BY asked_in NULLS FIRST
