-- Which questions were open on a past day, how old were they, and which were overdue?
-- Any day works. `FROM open_on('2009-01-04')` lists the questions themselves. `not_seen_since` counts those whose copies were last seen before that day.
SELECT day, house, age, open, overdue, without_deadline, not_seen_since
FROM v_open_by_day
WHERE day IN ('2009-01-04', '2013-05-05') AND open > 0
ORDER BY day, house DESC, age_from
