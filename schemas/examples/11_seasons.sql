-- When are files closed, when do questions lapse, and which are put again?
-- Closures come in waves when a government falls; questions without an answer at the end of a legislature lapse. `unknown` counts questions asked in the month.
SELECT month, house, government, asked, answered, requalified, unknown, closed, lapsed, put_again, days_to_end
FROM v_seasons
WHERE closed + lapsed + put_again > 0
ORDER BY month, house DESC
