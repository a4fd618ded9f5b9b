-- Counts from the texts of each question. One row per question with a text, counted in the language in which it was asked if that text is in the release, else in the other language.
-- stored
-- question_id: The question, as legislature-number: '5-8900'.
-- language: Language in which its question is counted.
-- question_words: Words of the question.
-- answer_language: Language in which its answer is counted; null if there is no answer.
-- answer_words: Words of the answer.
-- subquestions: Number of sub-questions found.
-- subquestions_answered: How many of them are answered (`v_answers_by_subquestion`).
-- answer_parts: Number of parts of the answer.
-- answer_kinds: The kinds of these parts, each once.
-- names_questions: Whether the answer names another parliamentary question.
-- answer_in: Languages in which there is an answer: 'nl, fr', 'nl' or 'fr'; null if there is none. An announcement of a text does not count.
WITH held AS (
  SELECT
    q.question_id,
    t.part,
    CASE WHEN bool_or(t.language = q.original_language) THEN q.original_language ELSE min(t.language) END AS language
  FROM questions q
  JOIN texts t ON t.question_id = q.question_id
  GROUP BY q.question_id, q.original_language, t.part
),
counted AS (
  SELECT
    h.question_id,
    max(h.language) FILTER (WHERE h.part = 'question') AS language,
    max(t.words) FILTER (WHERE h.part = 'question') AS question_words,
    max(h.language) FILTER (WHERE h.part = 'answer') AS answer_language,
    max(t.words) FILTER (WHERE h.part = 'answer') AS answer_words
  FROM held h
  JOIN texts t ON t.question_id = h.question_id AND t.part = h.part AND t.language = h.language
  GROUP BY h.question_id
),
asked AS (
  SELECT question_id, language, count(*) AS subquestions, count(*) FILTER (WHERE is_answered) AS answered
  FROM subquestions_answered
  GROUP BY question_id, language
),
answers AS (
  SELECT question_id, language, count(*) AS parts, list_sort(list_distinct(list(answer_kind))) AS kinds
  FROM answer_parts
  GROUP BY question_id, language
),
naming AS (
  SELECT DISTINCT question_id, language
  FROM mentions
  WHERE part = 'answer' AND kind = 'document' AND regexp_full_match(entity_id, '\d+-\d+')
),
spoken AS (
  SELECT question_id, string_agg(DISTINCT language, ', ' ORDER BY language DESC) AS answer_in
  FROM answer_parts
  WHERE answer_kind <> 'placeholder'
  GROUP BY question_id
)
SELECT
  c.question_id,
  c.language,
  c.question_words,
  c.answer_language,
  c.answer_words,
  CAST(coalesce(a.subquestions, 0) AS INTEGER) AS subquestions,
  CAST(coalesce(a.answered, 0) AS INTEGER) AS subquestions_answered,
  CAST(coalesce(p.parts, 0) AS INTEGER) AS answer_parts,
  p.kinds AS answer_kinds,
  n.question_id IS NOT NULL AS names_questions,
  s.answer_in
FROM counted c
JOIN questions q ON q.question_id = c.question_id
LEFT JOIN asked a ON a.question_id = c.question_id AND a.language = c.language
LEFT JOIN answers p ON p.question_id = c.question_id AND p.language = c.answer_language
LEFT JOIN naming n ON n.question_id = c.question_id AND n.language = c.answer_language
LEFT JOIN spoken s ON s.question_id = c.question_id
ORDER BY q.legislature, q.number
