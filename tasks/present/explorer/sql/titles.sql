-- What the list of questions shows. One row for each question of `wanted`.
SELECT
  legislature, number, title_nl, title_fr, author, party, addressee_nl, addressee_fr,
  asked_on::VARCHAR AS asked_on, status, original_language, response_days
FROM questions
SEMI JOIN wanted USING (question_id)
ORDER BY legislature, number
