-- When are files closed, when do questions lapse, and what is put again?
-- Closures come in waves when a government falls; what is open at the end of a legislature lapses.
SELECT month, government, asked, answered, closed, lapsed, put_again, days_to_end
FROM v_seasons
WHERE closed + lapsed + put_again > 0
ORDER BY month
