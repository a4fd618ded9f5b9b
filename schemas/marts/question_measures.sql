-- Counts from the texts of each question. One row per question, counted in the language in which it was asked, unless only the other language has the text, or has it whole. Counts of a text that is cut, or is not in the release, are null.
-- stored
-- question_id: The question, as legislature-number: '5-8900'.
-- language: Language in which its question is counted; null if there is no text.
-- question_is_cut: Whether that text is cut.
-- question_words: Words of the question.
-- answer_language: Language in which its answer is counted; null if there is no text.
-- answer_is_cut: Whether that text is cut.
-- answer_words: Words of the answer.
-- subquestions: Number of sub-questions found.
-- subquestions_answered: How many of them are answered (`v_answers_by_subquestion`); null if there is no answer in that language, or that of one of them is null.
-- answer_parts: Number of parts of the answer.
-- answer_kinds: The kinds of these parts, each once; ['no_text'] if the question is answered and the release has no text of the answer.
-- names_questions: Whether the answer names another parliamentary question.
-- answer_in: Languages in which there is an answer: 'nl, fr', 'nl' or 'fr'; null if there is none. An announcement of a text does not count.
WITH held AS (
  SELECT t.question_id, t.part, first(t.language ORDER BY t.is_cut, t.language IS DISTINCT FROM q.original_language, t.language) AS language
  FROM questions q
  JOIN texts t ON t.question_id = q.question_id
  GROUP BY t.question_id, t.part
),
counted AS (
  SELECT
    h.question_id,
    max(h.language) FILTER (WHERE h.part = 'question') AS language,
    bool_or(t.is_cut) FILTER (WHERE h.part = 'question') AS question_is_cut,
    max(t.words) FILTER (WHERE h.part = 'question') AS question_words,
    max(h.language) FILTER (WHERE h.part = 'answer') AS answer_language,
    bool_or(t.is_cut) FILTER (WHERE h.part = 'answer') AS answer_is_cut,
    max(t.words) FILTER (WHERE h.part = 'answer') AS answer_words
  FROM held h
  JOIN texts t ON t.question_id = h.question_id AND t.part = h.part AND t.language = h.language
  GROUP BY h.question_id
),
asked AS (
  SELECT
    question_id,
    language,
    count(*) AS subquestions,
    CASE WHEN count(is_answered) = count(*) THEN count(*) FILTER (WHERE is_answered) END AS answered
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
  WHERE answer_kind IS DISTINCT FROM 'placeholder'
  GROUP BY question_id
)
SELECT
  q.question_id,
  c.language,
  c.question_is_cut,
  c.question_words,
  c.answer_language,
  c.answer_is_cut,
  c.answer_words,
  CASE WHEN NOT c.question_is_cut THEN CAST(coalesce(a.subquestions, 0) AS INTEGER) END AS subquestions,
  CASE WHEN NOT c.question_is_cut THEN CAST(if(a.question_id IS NULL, 0, a.answered) AS INTEGER) END AS subquestions_answered,
  CASE WHEN NOT c.answer_is_cut THEN CAST(coalesce(p.parts, 0) AS INTEGER) END AS answer_parts,
  CASE
    WHEN q.status = 'answered' AND c.answer_language IS NULL THEN ['no_text']
    WHEN NOT c.answer_is_cut THEN p.kinds
  END AS answer_kinds,
  CASE WHEN NOT c.answer_is_cut THEN n.question_id IS NOT NULL END AS names_questions,
  s.answer_in
FROM questions q
LEFT JOIN counted c ON c.question_id = q.question_id
LEFT JOIN asked a ON a.question_id = c.question_id AND a.language = c.language
LEFT JOIN answers p ON p.question_id = c.question_id AND p.language = c.answer_language
LEFT JOIN naming n ON n.question_id = c.question_id AND n.language = c.answer_language
LEFT JOIN spoken s ON s.question_id = c.question_id
ORDER BY q.legislature, q.number
