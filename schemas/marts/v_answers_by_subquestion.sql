-- Each sub-question beside what answers it. One row for each sub-question in one language; answered is false when an answer is held that leaves it out or only announces a text, null when none is held.
SELECT
  s.question_id,
  s.language,
  s.position,
  s.label,
  s.text AS subquestion,
  CASE WHEN bool_or(held.question_id IS NOT NULL) THEN coalesce(bool_or(p.answer_kind <> 'placeholder'), false) END AS answered,
  string_agg(DISTINCT p.answer_kind, ', ' ORDER BY p.answer_kind) AS answer_kinds,
  string_agg(p.text, chr(10) || chr(10) ORDER BY p.position) AS answer
FROM subquestions s
LEFT JOIN texts held ON held.question_id = s.question_id AND held.language = s.language AND held.part = 'answer'
LEFT JOIN answer_parts p
  ON p.question_id = s.question_id
  AND p.language = s.language
  AND (list_contains(p.answers, s.label) OR (s.label IS NULL AND p.label IS NULL))
GROUP BY ALL
