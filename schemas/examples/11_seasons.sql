-- When are files closed, when do questions lapse, and which are put again?
-- Closures come in waves when a government falls; questions still open at the end of a legislature lapse.
SELECT month, government, asked, answered, closed, lapsed, put_again, days_to_end
FROM v_seasons
WHERE closed + lapsed + put_again > 0
ORDER BY month
