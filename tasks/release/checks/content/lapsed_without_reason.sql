-- A lapsed question has a reason.
SELECT question_id FROM questions WHERE status = 'lapsed' AND status_reason IS NULL
