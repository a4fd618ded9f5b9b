-- Each sub-question with its answer. One row per sub-question and language. is_answered is false if there is an answer that leaves it out or only announces a text, and null if there is no answer in that language, if the question or the answer is cut, or if nothing proves that the answer ends where it does. A number also counts as answered if all letters or decimals below it are answered.
-- question_id: The question, as legislature-number: '5-8900'.
-- language: Language of the text.
-- position: Position of the sub-question in printed order, from 0.
-- label: Its number: '1', '1a', 'b', 'II'; null for bullets.
-- subquestion: The sub-question without its number.
-- is_answered: Whether it is answered; null if there is no answer, a text is cut, or nothing proves that the answer ends where it does.
-- answer_kinds: Kinds of the parts that answer it, each once; null if none does.
-- answer: The parts that answer it, separated by a blank line.
WITH held AS (
  SELECT question_id, language, bool_or(is_whole) FILTER (part = 'answer') AS is_proven
  FROM texts
  GROUP BY question_id, language
  HAVING bool_or(part = 'answer') AND NOT bool_or(is_cut)
),
beside AS (
  SELECT
    s.question_id,
    s.language,
    s.position,
    s.label,
    s.text AS subquestion,
    CASE
      WHEN bool_or(held.question_id IS NULL) THEN NULL
      WHEN bool_or(p.answer_kind <> 'placeholder') THEN true
      WHEN bool_or(held.is_proven) THEN false
    END AS is_answered,
    list(DISTINCT p.answer_kind ORDER BY p.answer_kind) FILTER (WHERE p.answer_kind IS NOT NULL) AS answer_kinds,
    string_agg(p.text, chr(10) || chr(10) ORDER BY p.position) AS answer
  FROM subquestions s
  LEFT JOIN held ON held.question_id = s.question_id AND held.language = s.language
  LEFT JOIN answer_parts p
    ON p.question_id = s.question_id
    AND p.language = s.language
    AND (list_contains(p.answers, s.label) OR (s.label IS NULL AND p.label IS NULL))
  GROUP BY ALL
),
below AS (
  SELECT number.question_id, number.language, number.position, bool_and(letter.is_answered IS TRUE) AS is_answered
  FROM beside number
  JOIN beside letter
    ON letter.question_id = number.question_id
    AND letter.language = number.language
    AND starts_with(letter.label, number.label)
    AND regexp_full_match(
      number.label || ' ' || substr(letter.label, len(number.label) + 1),
      '\d+ (\.\d+|[A-Za-z]+)|[A-Z]+ (\d+|[a-z]+)|[a-z]+ \d+|[a-hj-uwyz] [ivx]+|[ivx]+ [a-hj-uwyz]'
    )
  GROUP BY ALL
)
SELECT beside.* REPLACE (beside.is_answered OR coalesce(below.is_answered, false) AS is_answered)
FROM beside
LEFT JOIN below USING (question_id, language, position)
