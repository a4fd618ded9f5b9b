-- One question to many ministers: who answered, when, and how alike?
-- `likeness` is the share of five words in a row that an answer has in common with the one most like it.
SELECT group_id, question_id, minister, status, response_days, answered_as, likeness, most_like
FROM v_same_question
WHERE group_size > 2
