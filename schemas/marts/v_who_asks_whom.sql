-- Which party questions which minister, including its own. One row per legislature, party of the author, office, person who held it on the day of the question, and party of that person then.
-- legislature: Number of the legislature as its house counts: the Senate from 1 (1995), the Chamber from 49.
-- house: The house of parliament whose legislature it is.
-- term: Term of parliament, from 1 (1995), the same number for both houses.
-- party_id: The author's party in `parties`; null if it is unknown.
-- office_id: The addressee in `offices`.
-- office_nl: Its most common form on Dutch pages.
-- office_fr: Its most common form on French pages.
-- minister_id: Who held it, in `ministers`; null if nobody fits, or several people do.
-- minister: Name of the minister in `minister_id`.
-- minister_party_id: Party of that person on that day.
-- own_party: Whether the two parties are the same; null if either is unknown. An earlier name counts as its successor. A joint group such as Ecolo-Groen differs from its parties.
-- side: 'government', 'support' or 'opposition': the side of the author's party (`question_sides`).
-- questions: Questions asked.
-- answered: How many of those have an answer that is not only announced. For a share, divide by the questions without `requalified` and `unknown`.
-- announced: How many of those have an answer that only announces a text.
-- requalified: How many of those were requalified, as a request for explanations or an oral question.
-- unknown: How many of those have an unknown status: no page at hand shows whether there is an answer.
-- median_days: Median number of days from sending to answer, of the answers that came while the person held the office.
-- answers_left_out: Answers left out of the days because the minister is not known to have held the office on that day.
SELECT
  q.legislature,
  q.house,
  q.term,
  q.party_id,
  q.office_id,
  o.name_nl AS office_nl,
  o.name_fr AS office_fr,
  q.minister_id,
  q.minister,
  t.party_id AS minister_party_id,
  s.party_id = t.party_id AS own_party,
  s.side,
  count(*) AS questions,
  count(*) FILTER (WHERE q.status = 'answered' AND NOT q.is_announced) AS answered,
  count(*) FILTER (WHERE q.is_announced) AS announced,
  count(*) FILTER (WHERE q.status = 'requalified') AS requalified,
  count(*) FILTER (WHERE q.status = 'unknown') AS unknown,
  median(q.minister_days) AS median_days,
  count(q.counted_days) - count(q.minister_days) AS answers_left_out
FROM v_questions q
LEFT JOIN minister_terms t
  ON t.minister_id = q.minister_id AND q.asked_on >= t.since AND (t.until IS NULL OR q.asked_on < t.until)
LEFT JOIN offices o ON o.office_id = q.office_id
LEFT JOIN question_sides s ON s.question_id = q.question_id
GROUP BY ALL
ORDER BY q.legislature, questions DESC, q.party_id, q.office_id, q.minister_id
