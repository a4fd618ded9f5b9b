-- What answers consist of. One row per office, person who held it, and year of the question. One answer per question is counted, in the language in which the question was asked, else in the other language.
-- office_id: The addressee in `offices`.
-- office_nl: Its most common form on Dutch pages.
-- office_fr: Its most common form on French pages.
-- minister_id: Who held it on the day of the question, in `ministers`.
-- minister: Name of the minister in `minister_id`.
-- year: Year of the question.
-- answers_held: Number of answers in the release.
-- median_words: Median number of words of an answer.
-- words_per_question_word: Number of words of all answers, divided by that of their questions.
-- with_substance: Answers with at least one part that addresses the matter.
-- only_referral: Answers that only refer to another answer or paper.
-- only_not_competent: Answers that only say that somebody else is competent.
-- only_no_data: Answers that only say that there are no data.
-- only_announced: Answers that only announce a text.
-- naming_questions: Answers that name another parliamentary question.
-- share_with_substance: with_substance divided by answers_held, from 0 to 1.
SELECT
  q.office_id,
  o.name_nl AS office_nl,
  o.name_fr AS office_fr,
  q.minister_id,
  m.name AS minister,
  year(q.asked_on) AS year,
  count(*) AS answers_held,
  median(c.answer_words) AS median_words,
  round(sum(c.answer_words) / nullif(sum(c.question_words), 0), 2) AS words_per_question_word,
  count(*) FILTER (WHERE list_contains(c.answer_kinds, 'substance')) AS with_substance,
  count(*) FILTER (WHERE c.answer_kinds = ['referral']) AS only_referral,
  count(*) FILTER (WHERE c.answer_kinds = ['not_competent']) AS only_not_competent,
  count(*) FILTER (WHERE c.answer_kinds = ['no_data']) AS only_no_data,
  count(*) FILTER (WHERE c.answer_kinds = ['placeholder']) AS only_announced,
  count(*) FILTER (WHERE c.names_questions) AS naming_questions,
  round(count(*) FILTER (WHERE list_contains(c.answer_kinds, 'substance')) / count(*), 4) AS share_with_substance
FROM question_measures c
JOIN questions q ON q.question_id = c.question_id
LEFT JOIN offices o ON o.office_id = q.office_id
LEFT JOIN ministers m ON m.minister_id = q.minister_id
WHERE c.answer_kinds IS NOT NULL
GROUP BY q.office_id, o.name_nl, o.name_fr, q.minister_id, m.name, year(q.asked_on)
ORDER BY year, q.office_id, q.minister_id
