-- Open questions of each house, those first that waited longest when they were last seen: past the printed deadline, and of any age. `what` says which list it is; who has left the office since is not named. One row for each question of a list.
WITH waiting AS (
  SELECT
    *,
    seen_on - asked_on AS days,
    CASE WHEN is_late THEN seen_on - deadline_on END AS late
  FROM v_questions q
  JOIN sentences USING (question_id)
  WHERE status = 'open' AND asked_on IS NOT NULL
),
both_lists AS (
  SELECT 'late' AS what, late AS count, late_note IS NOT NULL AS is_alone, * EXCLUDE (late, days) FROM waiting WHERE late > 0
  UNION ALL
  SELECT 'waiting' AS what, days AS count, has_left AS is_alone, * EXCLUDE (late, days) FROM waiting
)
SELECT
  what, count, question_id, seen_on::VARCHAR AS day, title_nl, title_fr, author, member_id, party, party_id,
  addressee_nl, addressee_fr, office_id, if(is_alone, NULL, minister) AS minister, if(is_alone, NULL, minister_id) AS minister_id,
  original_language
FROM both_lists
QUALIFY row_number() OVER (PARTITION BY house, what ORDER BY count DESC, legislature DESC, number DESC) <= 5
ORDER BY what, count DESC, legislature DESC, number DESC
