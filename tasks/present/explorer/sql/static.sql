-- What the static page of a question says. One row for each question of `wanted`, in their order.
SELECT
  question_id, replace(question_id, '/', '_') AS file, coalesce(original_language, 'nl') AS language, title,
  concat_ws(' ', author, '(' || party || ')') AS asker,
  concat_ws(', ', minister, if(original_language = 'fr', coalesce(addressee_fr, addressee_nl), coalesce(addressee_nl, addressee_fr))) AS asked,
  shown_house, document_number, printed_number, strftime(answered_by_on, '%d/%m/%Y') AS answered_by_on, minister, strftime(asked_on, '%d/%m/%Y') AS asked_on, asked_is, strftime(answered_on, '%d/%m/%Y') AS answered_on, answered_is,
  strftime(deadline_on, '%d/%m/%Y') AS deadline_on, deadline_is, deadline_days, late_note, shown_status, status_is, seen_on,
  is_announced, requalified_as,
  ARRAY(
    SELECT {'part': part, 'language': language, 'text': text, 'is_cut': is_cut, 'gone': strftime(withdrawn_on, '%d/%m/%Y')}
    FROM texts t WHERE t.question_id = v.question_id
    ORDER BY language = coalesce(original_language, 'nl') DESC, part DESC
  ) AS texts
FROM v_questions v
SEMI JOIN wanted USING (question_id)
JOIN sentences USING (question_id)
ORDER BY legislature, number, question_id
