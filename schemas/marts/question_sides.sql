-- The side of the author's party on the day of the question. One row per question with a date and a known party.
-- stored
-- question_id: The question, as legislature-number: '5-8900'.
-- party_id: That party; the successor if a page still prints an earlier name.
-- government_id: The federal government on that day; null if none is known.
-- government: Its name.
-- side: 'government' for a party of the coalition, 'support' for one that supports it from outside, else 'opposition'; null without a known government, for independents, and for parties of the German-speaking Community, which the sources do not cover. Sources: the tables `governments` and `coalitions`.
WITH asked AS (
  SELECT
    q.question_id,
    q.legislature,
    q.number,
    q.asked_on,
    p.language_group,
    CASE WHEN q.asked_on >= p.until OR year(q.asked_on) > p.until_year THEN coalesce(p.successor, q.party_id) ELSE q.party_id END AS party_id
  FROM questions q
  LEFT JOIN parties p ON p.party_id = q.party_id
  WHERE q.asked_on IS NOT NULL AND q.party_id IS NOT NULL
)
SELECT
  q.question_id,
  q.party_id,
  g.government_id,
  g.name AS government,
  CASE
    WHEN g.government_id IS NULL THEN NULL
    WHEN c.stance = 'in government' THEN 'government'
    WHEN c.stance IS NOT NULL THEN 'support'
    WHEN q.party_id = 'onafhankelijk' OR q.language_group IS NULL THEN NULL
    ELSE 'opposition'
  END AS side
FROM asked q
LEFT JOIN governments g ON q.asked_on >= g.since AND (g.until IS NULL OR q.asked_on < g.until)
LEFT JOIN coalitions c
  ON c.government_id = g.government_id
  AND c.party_id = q.party_id
  AND q.asked_on >= c.since
  AND (c.until IS NULL OR q.asked_on < c.until)
ORDER BY q.legislature, q.number
