-- Whether questions were answered by the deadline that is printed. One row for each question of which that can be told: it has been answered on a day that a page tells, or its deadline passed before it was closed, lapsed, or the release ends.
-- question_id: The question.
-- is_in_time: It was answered on the last day or before.
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
