-- What is in it?
-- `v_questions` is the view to open first: one row for each question with what one wants to see.
SELECT question_id, asked_on, party, minister, status, response_days, left(title, 40) AS title
FROM v_questions
ORDER BY asked_on DESC
LIMIT 5
