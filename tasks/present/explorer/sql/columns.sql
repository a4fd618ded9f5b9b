-- What questions are filtered and sorted by. One row for each question, in their order.
SELECT
  question_id,
  datediff('day', DATE '2000-01-01', asked_on) AS asked,
  CASE
    WHEN is_announced THEN 'announced'
    WHEN minister_late THEN status || '+late'
    WHEN counted_late THEN status || '+late_outside_term'
    ELSE status
  END AS status,
  counted_days AS days,
  original_language AS original,
  array_to_string(answer_kinds, ' ') AS kinds,
  member_id AS member,
  party_id AS party,
  minister_id AS minister,
  office_id AS office
FROM v_questions
ORDER BY legislature, number, question_id
