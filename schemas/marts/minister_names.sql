-- How each minister is called. One row for each person in `ministers`.
-- minister_id: The person.
-- minister: Name, as of the last term.
SELECT minister_id, first(name ORDER BY since DESC) AS minister
FROM ministers
GROUP BY minister_id
