-- What the list of questions shows, then what many of them share; the number in the Senate's address is a place, so that most share it. One row for each question of `wanted`.
SELECT
  legislature, number, question_id, title_nl, title_fr, asked_on::VARCHAR AS asked_on, shown_status AS status,
  status_reason, seen_on::VARCHAR AS seen_on, is_late, original_language, response_days, deadline_on::VARCHAR AS deadline_on,
  answered_on::VARCHAR AS answered_on, late_note, days_note,
  [author, member_id] AS authors, [party, party_id] AS parties, [addressee_nl, addressee_fr, office_id] AS addressees,
  [minister, minister_id] AS ministers, coalesce(array_to_string(answer_kinds, ' '), '') AS kinds,
  [replace(address, '&NR=' || number || '&', '&NR={number}&') FOR address IN [url_nl, url_fr]] AS addresses,
  ARRAY(SELECT topic FROM question_topics t WHERE t.question_id = v.question_id ORDER BY topic) AS topics
FROM v_questions v
SEMI JOIN wanted USING (question_id)
JOIN sentences USING (question_id)
ORDER BY legislature, number, question_id
