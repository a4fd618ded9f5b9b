-- Open questions by age, at the end of each quarter and on the last day that the release tells of.
SELECT v.day, v.age_from, v.open, v.overdue
FROM v_open_by_day v
WHERE v.day = date_trunc('quarter', v.day) + INTERVAL 3 MONTH - INTERVAL 1 DAY OR v.day = (SELECT day FROM last_day)
ORDER BY v.day, v.age_from
