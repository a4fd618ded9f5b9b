-- Whether questions were answered by the printed deadline. One row per question for which this is known (`questions.is_late`), apart from requalified questions and those whose status is unknown.
-- question_id: The question.
-- is_in_time: Whether it was answered on or before the last day.
SELECT question_id, NOT is_late AS is_in_time
FROM questions
WHERE is_late IS NOT NULL AND status NOT IN ('requalified', 'unknown')
