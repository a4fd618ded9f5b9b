-- The figures of the first page. One row of all, then one for each house.
SELECT
  house AS code,
  count(*) AS questions,
  count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  count(*) FILTER (WHERE is_announced) AS announced,
  count(*) FILTER (WHERE status = 'open') AS open,
  count(*) FILTER (WHERE status = 'requalified') AS requalified,
  count(*) FILTER (WHERE status = 'unknown') AS unknown,
  count(*) FILTER (WHERE status = 'open' AND is_late) AS late,
  round(median(counted_days), 1) AS median_days,
  min(asked_on)::VARCHAR AS asked_from,
  max(asked_on)::VARCHAR AS asked_to,
  count(DISTINCT member_id) AS members,
  (SELECT count(*) FROM pages WHERE outcome = 'read') AS pages,
  (SELECT max(fetched_at) FROM pages) AS fetched_at,
  if(house IS NULL, (SELECT day FROM last_day), max(d.day))::VARCHAR AS last_day
FROM v_questions
LEFT JOIN (SELECT house, max(day) AS day FROM v_open_by_day GROUP BY house) d USING (house)
GROUP BY GROUPING SETS ((), (house))
ORDER BY min(legislature), code NULLS FIRST
