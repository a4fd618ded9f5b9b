-- The figures of a member, a minister or a topic, by $kind: of all years, then of each. One row for each.
SELECT year::VARCHAR AS id, * EXCLUDE (kind, id, year)
FROM figures
WHERE kind = $kind AND id = $id
ORDER BY year NULLS FIRST
