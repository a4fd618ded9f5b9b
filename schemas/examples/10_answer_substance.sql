-- How many answers have substance, and how many only say that another minister is competent?
-- One answer per question counts, in the language in which the question was asked.
SELECT year, minister, answers_held, median_words, with_substance, only_not_competent, only_announced
FROM v_answer_substance
WHERE share_with_substance < 1
ORDER BY year, minister
