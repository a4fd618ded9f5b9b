-- The name of each minister; kept for older queries, use `ministers` instead. One row per person.
-- minister_id: The person.
-- minister: Name, as of the last term.
SELECT minister_id, name AS minister
FROM ministers
