-- What questions are filtered and sorted by; days since 2000 as the change from the last known one, since most questions follow each other. One row for each question, in their order.
SELECT
  question_id,
  asked_on - coalesce(lag(asked_on IGNORE NULLS) OVER (ORDER BY legislature, number, question_id), DATE '2000-01-01') AS asked,
  if(is_announced, 'announced', concat_ws('+', status, CASE WHEN minister_late THEN 'late' WHEN counted_late THEN 'late_outside_term' END)) AS status,
  counted_days AS days,
  original_language AS original,
  array_to_string(answer_kinds, ' ') AS kinds,
  member_id AS member,
  party_id AS party,
  minister_id AS minister,
  office_id AS office
FROM v_questions
ORDER BY legislature, number, question_id
