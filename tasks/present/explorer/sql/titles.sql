-- What the list of questions shows. One row for each question of `wanted`.
SELECT
  legislature, number, title_nl, title_fr, author, party, addressee_nl, addressee_fr,
  minister, asked_on::VARCHAR AS asked_on, status, original_language, response_days,
  deadline_on::VARCHAR AS deadline_on, coalesce(array_to_string(answer_kinds, ' '), '') AS answer_kinds
FROM v_questions
SEMI JOIN wanted USING (question_id)
ORDER BY legislature, number
