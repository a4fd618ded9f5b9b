-- What the static page of a question says. One row for each question of `wanted`, in their order.
WITH its_texts AS (
  SELECT
    question_id,
    map_from_entries(list((language || ' ' || part, {'text': text, 'is_cut': is_cut, 'withdrawn_on': withdrawn_on}) ORDER BY language, part)) AS texts
  FROM texts
  SEMI JOIN wanted USING (question_id)
  GROUP BY question_id
)
SELECT
  question_id, coalesce(original_language, 'nl') AS language, title, title_nl, title_fr, author, party, addressee_nl,
  addressee_fr, minister, asked_on, asked_is, answered_on, deadline_on, deadline_is, deadline_days, late_note, status, status_is,
  seen_on, is_announced, requalified_as, coalesce(t.texts, MAP {}) AS texts
FROM v_questions
SEMI JOIN wanted USING (question_id)
JOIN sentences USING (question_id)
LEFT JOIN its_texts t USING (question_id)
ORDER BY legislature, number, question_id
