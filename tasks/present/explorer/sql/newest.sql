-- The newest questions and answers of each house. One row for each, `what` says which it is.
WITH both_kinds AS (
  SELECT 'question' AS what, asked_on AS day, * FROM v_questions WHERE asked_on IS NOT NULL
  UNION ALL
  SELECT 'answer' AS what, answered_on AS day, * FROM v_questions WHERE answered_on IS NOT NULL AND NOT is_announced
)
SELECT what, day::VARCHAR AS day, question_id, title_nl, title_fr, author, member_id, party, party_id,
  addressee_nl, addressee_fr, office_id, minister, minister_id, original_language
FROM both_kinds
QUALIFY row_number() OVER (PARTITION BY house, what ORDER BY day DESC, legislature DESC, number DESC) <= 5
ORDER BY what DESC, day DESC, legislature DESC, number DESC
