-- Whether questions were answered by the printed deadline. One row per question for which this is known (`v_questions.counted_late`), apart from requalified questions, those whose status is unknown, and those whose answer is only announced.
-- question_id: The question.
-- is_in_time: Whether it was answered on or before the last day.
SELECT question_id, NOT counted_late AS is_in_time
FROM v_questions
WHERE counted_late IS NOT NULL
