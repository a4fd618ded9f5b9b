-- Whether questions were answered by the printed deadline. One row per question for which this is known: a page dates its answer, or its deadline passed before it was closed or lapsed, or before the last day of the release.
-- question_id: The question.
-- is_in_time: Whether it was answered on or before the last day.
WITH ended AS (
  SELECT question_id, min(since) AS ended_on FROM status_history WHERE status IN ('closed', 'lapsed') GROUP BY question_id
)
SELECT q.question_id, coalesce(q.answered_on <= q.deadline_on, false) AS is_in_time
FROM questions q
CROSS JOIN last_day l
LEFT JOIN ended e ON e.question_id = q.question_id
WHERE CASE q.status
  WHEN 'answered' THEN q.deadline_on IS NOT NULL AND q.answered_on IS NOT NULL
  WHEN 'open' THEN q.deadline_on < l.day
  ELSE q.deadline_on < e.ended_on
END
