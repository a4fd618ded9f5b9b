-- Language versions that are missing, or came later than the other one. One row per question or answer for which one language is in the release and the other is not, or was first seen on a later day. Days are when we fetched the pages, not when the site published them, so they show an order only for pages fetched from the site. A language version that was never requested also counts as missing (see `pages`).
-- stored
-- question_id: The question, as legislature-number: '5-8900'.
-- house: The house of parliament in which it was asked.
-- part: Question or answer.
-- language: The language that is missing or late.
-- original_language: Language in which it was asked.
-- state: 'missing', 'announced' (the page only says that the text will come) or 'late'.
-- other_seen_on: The day on which the other language was first seen; null if no page has a fetch time.
-- seen_on: The day on which this language was first seen; null if it is missing, or no page has a fetch time.
-- days_late: Days between the two; null unless both are known.
-- answered_on: Date of the answer.
-- status: 'answered', 'open', 'closed', 'requalified', 'lapsed' or 'unknown'.
WITH announced AS (
  SELECT question_id, language
  FROM answer_parts
  GROUP BY question_id, language
  HAVING bool_and(answer_kind IS NOT DISTINCT FROM 'placeholder')
),
versions AS (
  SELECT
    t.question_id,
    t.part,
    bool_or(t.language = 'nl' AND a.question_id IS NULL) AS has_nl,
    bool_or(t.language = 'fr' AND a.question_id IS NULL) AS has_fr,
    bool_or(t.language = 'nl' AND a.question_id IS NOT NULL) AS announced_nl,
    bool_or(t.language = 'fr' AND a.question_id IS NOT NULL) AS announced_fr,
    CAST(min(t.first_seen) FILTER (WHERE t.language = 'nl') AS DATE) AS seen_nl,
    CAST(min(t.first_seen) FILTER (WHERE t.language = 'fr') AS DATE) AS seen_fr
  FROM texts t
  LEFT JOIN announced a ON a.question_id = t.question_id AND a.language = t.language AND t.part = 'answer'
  GROUP BY t.question_id, t.part
),
sides AS (
  SELECT question_id, part, 'nl' AS language, has_nl AS held, has_fr AS other_held, announced_nl AS announced, seen_nl AS seen, seen_fr AS other_seen
  FROM versions
  UNION ALL
  SELECT question_id, part, 'fr', has_fr, has_nl, announced_fr, seen_fr, seen_nl
  FROM versions
)
SELECT
  s.question_id,
  q.house,
  s.part,
  s.language,
  q.original_language,
  CASE WHEN s.held THEN 'late' WHEN s.announced THEN 'announced' ELSE 'missing' END AS state,
  s.other_seen AS other_seen_on,
  s.seen AS seen_on,
  s.seen - s.other_seen AS days_late,
  q.answered_on,
  q.status
FROM sides s
JOIN questions q ON q.question_id = s.question_id
WHERE s.announced OR (s.other_held AND (NOT s.held OR s.seen > s.other_seen))
ORDER BY q.legislature, q.number, s.part DESC, s.language
