-- The counts of the Senate's Bureau beside those of the release. One row for each count.
SELECT coalesce(m.name, '') AS minister, k.* EXCLUDE (since, day), k.since::VARCHAR AS since, k.day::VARCHAR AS day
FROM v_known_figures k
LEFT JOIN ministers m USING (minister_id)
