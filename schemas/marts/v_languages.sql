-- Languages in which questions are asked and answered, and by whom. One row per house, year, language of the question, language group of its author's party, and languages in which the release has the text of an answer.
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- year: Year of the question.
-- asked_in: Language in which it was asked; null if no page says so.
-- language_group: Language group of the author's party: 'nl', 'fr' or 'both'; null if the party is unknown or has none.
-- answer_in: Languages in which the release has the text of an answer: 'nl, fr', 'nl', 'fr', or 'none'. An announcement of a text does not count.
-- questions: Number of questions.
-- answered: How many of those have an answer that is not only announced. For a share, divide by the questions without `requalified` and `unknown`.
-- announced: How many of those have an answer that only announces a text.
-- requalified: How many of those were requalified, as a request for explanations or an oral question.
-- unknown: How many of those have an unknown status: no page at hand shows whether there is an answer.
-- asked_in_other: Whether the language differs from that of the group; null if either is unknown, or the group has both.
SELECT
  q.house,
  year(q.asked_on) AS year,
  q.original_language AS asked_in,
  q.language_group,
  coalesce(a.answer_in, 'none') AS answer_in,
  count(*) AS questions,
  count(*) FILTER (WHERE q.status = 'answered' AND NOT q.is_announced) AS answered,
  count(*) FILTER (WHERE q.is_announced) AS announced,
  count(*) FILTER (WHERE q.status = 'requalified') AS requalified,
  count(*) FILTER (WHERE q.status = 'unknown') AS unknown,
  CASE WHEN q.language_group <> 'both' THEN q.original_language <> q.language_group END AS asked_in_other
FROM v_questions q
LEFT JOIN question_measures a ON a.question_id = q.question_id
GROUP BY ALL
ORDER BY year, q.house, asked_in, q.language_group, answer_in
