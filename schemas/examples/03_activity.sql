-- Who asks most, and how often is it the same question to many ministers?
-- A text that is put to several ministers counts once in `distinct_questions`. Each house has its own five.
SELECT house, year, member, party, questions, distinct_questions, offices, share_of_party, share_of_all
FROM v_activity
QUALIFY row_number() OVER (PARTITION BY house ORDER BY questions DESC, year, member) <= 5
ORDER BY house DESC, questions DESC, year, member
