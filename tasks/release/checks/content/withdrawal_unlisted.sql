-- What was withdrawn is marked, and an issue row says so.
WITH marked AS (
  SELECT question_id, 'answer_withdrawn' AS kind FROM texts WHERE withdrawn_on IS NOT NULL
  UNION
  SELECT question_id, 'event_withdrawn' FROM events WHERE withdrawn_on IS NOT NULL
  UNION
  SELECT question_id, 'link_withdrawn' FROM links WHERE withdrawn_on IS NOT NULL
),
listed AS (
  SELECT DISTINCT question_id, kind
  FROM issues
  WHERE kind IN ('answer_withdrawn', 'event_withdrawn', 'link_withdrawn')
)
(FROM marked EXCEPT FROM listed) UNION ALL (FROM listed EXCEPT FROM marked)
