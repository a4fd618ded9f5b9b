-- What are answers made of: substance, or a word that another is competent?
-- Counted is one answer a question, in the language in which it was asked.
SELECT year, minister, answers_held, median_words, with_substance, only_not_competent, only_announced
FROM v_answer_substance
WHERE share_with_substance < 1
ORDER BY year, minister
