-- The names by which questions are filtered; that of a party is the one printed most; of a minister with the years of the terms. One row for each member, party, minister and office with questions.
SELECT 'member' AS kind, member_id AS id, name AS nl, name AS fr, NULL AS years
FROM members
JOIN questions q USING (member_id)
GROUP BY ALL
UNION ALL
SELECT 'party' AS kind, party_id AS id, mode(party ORDER BY party) AS nl, mode(party ORDER BY party) AS fr, NULL AS years
FROM questions
WHERE party_id IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT 'minister' AS kind, minister_id AS id, name AS nl, name AS fr, t.years
FROM ministers
JOIN (
  SELECT minister_id, list_distinct(flatten(list(range(year(since), 1 + year(coalesce(until - 1, day)))))) AS years
  FROM minister_terms, last_day GROUP BY minister_id
) t USING (minister_id)
SEMI JOIN questions q USING (minister_id)
UNION ALL
SELECT 'office' AS kind, office_id AS id, name_nl AS nl, name_fr AS fr, NULL AS years
FROM offices
JOIN questions q USING (office_id)
GROUP BY ALL
ORDER BY kind, id
