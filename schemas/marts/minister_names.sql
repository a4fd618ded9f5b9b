-- How each minister is called; `ministers` says so by now. One row for each person.
-- minister_id: The person.
-- minister: Name, as of the last term.
SELECT minister_id, name AS minister
FROM ministers
