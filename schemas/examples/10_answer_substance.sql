-- How many answers have substance, and how many only say that another minister is competent?
-- One answer per question counts, if its whole text is in the release; `no_text` and `cut` count the others.
SELECT house, year, minister, answered, no_text, cut, answers_held, median_words, with_substance, only_not_competent, only_announced
FROM v_answer_substance
WHERE share_with_substance < 1 OR share_with_substance IS NULL
ORDER BY house DESC, year, minister
