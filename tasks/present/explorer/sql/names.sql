-- The names of members, parties, ministers, offices and topics; `short` is that of a party which is printed most, `years` are those of a minister's terms. One row for each that has questions.
SELECT 'member' AS kind, member_id AS id, NULL AS short, name AS nl, name AS fr, NULL AS years
FROM members
SEMI JOIN questions USING (member_id)
UNION ALL
SELECT 'party' AS kind, party_id AS id, mode(q.party ORDER BY q.party) AS short, name_nl AS nl, name_fr AS fr, NULL AS years
FROM parties
JOIN questions q USING (party_id)
GROUP BY ALL
UNION ALL
SELECT 'minister' AS kind, minister_id AS id, NULL AS short, name AS nl, name AS fr, t.years
FROM ministers
JOIN (
  SELECT minister_id, list_distinct(flatten(list(range(year(since), 1 + year(coalesce(until - 1, day)))))) AS years
  FROM minister_terms, last_day GROUP BY minister_id
) t USING (minister_id)
SEMI JOIN questions q USING (minister_id)
UNION ALL
SELECT 'office' AS kind, office_id AS id, NULL AS short, name_nl AS nl, name_fr AS fr, NULL AS years
FROM offices
SEMI JOIN questions USING (office_id)
UNION ALL
SELECT 'topic' AS kind, topic AS id, NULL AS short, min(topic_nl) AS nl, min(topic_fr) AS fr, NULL AS years
FROM question_topics
GROUP BY topic
ORDER BY kind, id
