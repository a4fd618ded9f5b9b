-- Who asks most, and how often is it the same question to many ministers?
-- A text that is put to several ministers counts once in `distinct_questions`.
SELECT year, member, party, questions, distinct_questions, offices, share_of_party, share_of_all
FROM v_activity
ORDER BY questions DESC, year, member
LIMIT 5
