-- Does the release agree with what the Senate's Bureau counted in 2012?
-- The press printed these counts at the end of 2012; the share of Turtelboom is somewhat lower than the printed one. A complete release of legislature 5 comes near them; the sample has no real question of those days.
SELECT about, minister_id, bureau_questions, questions, bureau_unanswered, unanswered, bureau_share, share, requalified, unknown
FROM v_known_figures
