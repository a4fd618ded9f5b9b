-- In which language is asked and answered, and by whom. One row for each year, language of the question, language group of its author's party, and languages in which an answer is held.
-- year: Year of the question.
-- asked_in: Language in which it was asked; null when no page tells.
-- language_group: Language group of the author's party: 'nl', 'fr' or 'both'; null when it is not known or has none.
-- answer_in: Languages in which an answer is held: 'nl, fr', 'nl', 'fr'; 'none' when there is none. An announcement of a text is none.
-- questions: How many questions.
-- asked_in_other: Whether the language is not that of the group; null when either is not known, or the group has both.
SELECT
  year(q.asked_on) AS year,
  q.original_language AS asked_in,
  p.language_group,
  coalesce(a.answer_in, 'none') AS answer_in,
  count(*) AS questions,
  CASE WHEN p.language_group <> 'both' THEN q.original_language <> p.language_group END AS asked_in_other
FROM questions q
LEFT JOIN parties p ON p.party_id = q.party_id
LEFT JOIN question_measures a ON a.question_id = q.question_id
GROUP BY ALL
ORDER BY year, asked_in, p.language_group, answer_in
