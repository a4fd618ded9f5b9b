-- What is in the data?
-- Start with `v_questions`: one row per question, and first the columns that are most often wanted. A status is that of the newest copy, last seen on `seen_on`.
SELECT question_id, house, asked_on, party, minister, status, seen_on, minister_days, left(title, 40) AS title
FROM v_questions
ORDER BY asked_on DESC
LIMIT 5
