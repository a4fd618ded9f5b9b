-- Who questions whom, including ministers of their own party?
-- The pages print an office; the person is whoever held it on that day (table `ministers`).
SELECT legislature, party_id, side, minister, minister_party_id, own_party, questions, answered, announced, requalified, unknown
FROM v_who_asks_whom
WHERE side = 'government'
ORDER BY own_party DESC, legislature, minister
LIMIT 5
