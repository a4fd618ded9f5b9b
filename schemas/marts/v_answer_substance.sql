-- What answers consist of. One row per office, person who held it, house and year of the question. One answer per question is counted, in the language of `question_measures`; every count and share of kinds is of the answers in `answers_held`.
-- office_id: The addressee in `offices`.
-- office_nl: Its most common form on Dutch pages.
-- office_fr: Its most common form on French pages.
-- minister_id: Who held it on the day of the question, in `ministers`.
-- minister: Name of the minister in `minister_id`.
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- year: Year of the question.
-- answered: Questions that have an answer; not those whose answer is only announced.
-- only_announced: Questions with an answer that only announces a text; it is left out of all other columns.
-- no_text: How many of those answered have no text of the answer in the release.
-- cut: How many of those have an answer whose text is cut; it is left out of all further columns.
-- answers_held: Answers whose whole text is in the release.
-- median_words: Median number of words of an answer.
-- words_per_question_word: Number of words of all answers, divided by that of their questions; without questions whose text is cut.
-- with_substance: Answers with at least one part that addresses the matter.
-- only_referral: Answers that only refer to another answer or paper.
-- only_not_competent: Answers that only say that somebody else is competent.
-- only_no_data: Answers that only say that there are no data.
-- only_deposited: Answers that can only be consulted at the registry of parliament.
-- naming_questions: Answers that name another parliamentary question.
-- share_with_substance: with_substance divided by answers_held, from 0 to 1.
SELECT
  q.office_id,
  o.name_nl AS office_nl,
  o.name_fr AS office_fr,
  q.minister_id,
  q.minister,
  q.house,
  year(q.asked_on) AS year,
  count(*) FILTER (WHERE NOT q.is_announced) AS answered,
  count(*) FILTER (WHERE q.is_announced) AS only_announced,
  count(*) FILTER (WHERE c.answer_kinds = ['no_text']) AS no_text,
  count(*) FILTER (WHERE c.answer_is_cut) AS cut,
  count(*) FILTER (WHERE c.answer_kinds NOT IN (['no_text'], ['placeholder'])) AS answers_held,
  median(c.answer_words) FILTER (WHERE NOT q.is_announced) AS median_words,
  round(sum(c.answer_words) FILTER (WHERE c.question_words > 0 AND NOT q.is_announced) / sum(c.question_words) FILTER (WHERE c.answer_words IS NOT NULL AND NOT q.is_announced), 2) AS words_per_question_word,
  count(*) FILTER (WHERE list_contains(c.answer_kinds, 'substance')) AS with_substance,
  count(*) FILTER (WHERE c.answer_kinds = ['referral']) AS only_referral,
  count(*) FILTER (WHERE c.answer_kinds = ['not_competent']) AS only_not_competent,
  count(*) FILTER (WHERE c.answer_kinds = ['no_data']) AS only_no_data,
  count(*) FILTER (WHERE c.answer_kinds = ['deposited']) AS only_deposited,
  count(*) FILTER (WHERE c.names_questions AND NOT q.is_announced) AS naming_questions,
  round(with_substance / nullif(answers_held, 0), 4) AS share_with_substance
FROM question_measures c
JOIN v_questions q ON q.question_id = c.question_id
LEFT JOIN offices o ON o.office_id = q.office_id
WHERE q.status = 'answered'
GROUP BY q.office_id, o.name_nl, o.name_fr, q.minister_id, q.minister, q.house, year(q.asked_on)
ORDER BY year, q.house, q.office_id, q.minister_id
