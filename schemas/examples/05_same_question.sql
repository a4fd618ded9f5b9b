-- When one question goes to many ministers, who answers, when, and how similar are the answers?
-- `likeness` is the share of five-word sequences that an answer shares with the answer most like it. A group may have questions of both houses.
SELECT group_id, question_id, house, minister, status, minister_days, answered_as, likeness, most_like
FROM v_same_question
WHERE group_held > 2
