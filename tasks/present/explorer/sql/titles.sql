-- What the list of questions shows; its number is a place in the Senate's address, which most questions share. One row for each question of `wanted`.
SELECT
  legislature, number, question_id, title_nl, title_fr, author, member_id, party, party_id, addressee_nl, addressee_fr, office_id,
  minister, minister_id, asked_on::VARCHAR AS asked_on, if(is_announced, 'announced', status) AS status, status_reason, seen_on::VARCHAR AS seen_on, is_late, original_language, response_days,
  late_note, days_note,
  deadline_on::VARCHAR AS deadline_on, answered_on::VARCHAR AS answered_on, coalesce(array_to_string(answer_kinds, ' '), '') AS answer_kinds,
  ARRAY(SELECT topic FROM question_topics t WHERE t.question_id = v.question_id ORDER BY topic) AS topics,
  replace(address_nl, '&NR=' || number || '&', '&NR={number}&') AS address_nl, replace(address_fr, '&NR=' || number || '&', '&NR={number}&') AS address_fr
FROM v_questions v
SEMI JOIN wanted USING (question_id)
JOIN sentences USING (question_id)
ORDER BY legislature, number, question_id
