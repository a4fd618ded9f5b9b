-- Open questions, those first that waited longest when they were last seen: past the printed deadline, and of any age. `what` says which list it is. One row for each question of a list.
WITH waiting AS (
  SELECT
    *,
    seen_on - asked_on AS days,
    CASE WHEN is_late THEN seen_on - deadline_on END AS late
  FROM v_questions
  WHERE status = 'open' AND asked_on IS NOT NULL
),
both_lists AS (
  SELECT 'late' AS what, late AS count, * EXCLUDE (late, days) FROM waiting WHERE late > 0
  UNION ALL
  SELECT 'waiting' AS what, days AS count, * EXCLUDE (late, days) FROM waiting
)
SELECT
  what, count, question_id, seen_on::VARCHAR AS day, title_nl, title_fr, author, member_id, party, party_id,
  addressee_nl, addressee_fr, office_id, minister, minister_id, original_language
FROM both_lists
QUALIFY row_number() OVER (PARTITION BY what ORDER BY count DESC, legislature DESC, number DESC) <= 5
ORDER BY what, count DESC, legislature DESC, number DESC
