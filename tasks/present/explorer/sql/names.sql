-- The names by which questions are filtered. One row for each member, party, minister and office with questions.
SELECT 'member' AS kind, member_id AS id, name AS nl, name AS fr, count(*) AS questions
FROM members
JOIN questions q USING (member_id)
GROUP BY ALL
UNION ALL
SELECT 'party' AS kind, party_id AS id, name_nl AS nl, name_fr AS fr, count(*) AS questions
FROM parties
JOIN questions q USING (party_id)
GROUP BY ALL
UNION ALL
SELECT 'minister' AS kind, minister_id AS id, name AS nl, name AS fr, count(*) AS questions
FROM ministers
JOIN questions q USING (minister_id)
GROUP BY ALL
UNION ALL
SELECT 'office' AS kind, office_id AS id, name_nl AS nl, name_fr AS fr, count(*) AS questions
FROM offices
JOIN questions q USING (office_id)
GROUP BY ALL
ORDER BY kind, id
