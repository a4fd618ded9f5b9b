-- Who questions whom, including ministers of their own party?
-- The pages print an office; the person is whoever held it on that day (table `ministers`).
SELECT house, legislature, party_id, side, minister, minister_party_id, own_party, questions, answered, announced, requalified, unknown
FROM v_who_asks_whom
WHERE side = 'government'
QUALIFY row_number() OVER (PARTITION BY house ORDER BY own_party DESC, legislature, minister) <= 5
ORDER BY house DESC, own_party DESC, legislature, minister
