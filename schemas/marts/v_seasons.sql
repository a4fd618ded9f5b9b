-- How the number of questions varies over the year and around dissolutions. One row per month and legislature in which something happened; the legislature is that of the questions. Undated events are left out.
-- month: First day of the month.
-- legislature: Number of the legislature as its house counts: the Senate from 1 (1995), the Chamber from 49.
-- house: The house of parliament whose legislature it is.
-- term: Term of parliament, from 1 (1995), the same number for both houses.
-- government: The federal government on the first day of the month; null if none is known.
-- asked: Questions asked in the month.
-- answered: Questions answered in the month; not those whose answer is only announced.
-- announced: Questions whose answer was announced in the month, and has not come since.
-- requalified: Questions requalified in the month, as a request for explanations or an oral question.
-- unknown: How many of those asked have an unknown status: no page at hand shows whether there is an answer.
-- reminders: Reminders sent in the month.
-- closed: Questions whose file was closed in the month, as happens when a government falls.
-- lapsed: Questions that lapsed in the month, as happens when the legislature ends.
-- put_again: How many of those asked were put again after a closure, according to their links.
-- days_to_end: Days from the first day of the month to the end of the legislature, negative after the end; null if no page gives the end.
WITH again AS (
  SELECT DISTINCT question_id FROM links WHERE relation = 'reintroduction_of'
  UNION
  SELECT DISTINCT l.target_id
  FROM links l
  WHERE l.relation = 'reintroduced_as' AND l.target_kind = 'written_question'
),
ended AS (
  SELECT q.legislature, min(e.event_on) AS ended_on
  FROM events e
  JOIN questions q ON q.question_id = e.question_id
  WHERE e.event = 'legislature_ended'
  GROUP BY q.legislature
),
happened AS (
  SELECT q.legislature, q.asked_on AS day, 'asked' AS what FROM questions q
  UNION ALL
  SELECT q.legislature, q.asked_on, 'put_again' FROM questions q JOIN again a ON a.question_id = q.question_id
  UNION ALL
  SELECT q.legislature, h.since, CASE WHEN h.status = 'answered' AND q.is_announced THEN 'announced' ELSE h.status END
  FROM status_history h
  JOIN v_questions q ON q.question_id = h.question_id
  WHERE h.status <> 'open'
  UNION ALL
  SELECT q.legislature, q.asked_on, q.status FROM questions q WHERE q.status = 'unknown'
  UNION ALL
  SELECT q.legislature, e.event_on, 'reminder'
  FROM events e
  JOIN questions q ON q.question_id = e.question_id
  WHERE e.event = 'reminder'
),
months AS (
  SELECT
    CAST(date_trunc('month', day) AS DATE) AS month,
    legislature,
    any_value(house) AS house,
    any_value(term) AS term,
    count(*) FILTER (WHERE what = 'asked') AS asked,
    count(*) FILTER (WHERE what = 'answered') AS answered,
    count(*) FILTER (WHERE what = 'announced') AS announced,
    count(*) FILTER (WHERE what = 'requalified') AS requalified,
    count(*) FILTER (WHERE what = 'unknown') AS unknown,
    count(*) FILTER (WHERE what = 'reminder') AS reminders,
    count(*) FILTER (WHERE what = 'closed') AS closed,
    count(*) FILTER (WHERE what = 'lapsed') AS lapsed,
    count(*) FILTER (WHERE what = 'put_again') AS put_again
  FROM happened
  JOIN (SELECT DISTINCT legislature, house, term FROM questions) h USING (legislature)
  WHERE day IS NOT NULL
  GROUP BY date_trunc('month', day), legislature
)
SELECT
  m.month,
  m.legislature,
  m.house,
  m.term,
  g.name AS government,
  m.asked,
  m.answered,
  m.announced,
  m.requalified,
  m.unknown,
  m.reminders,
  m.closed,
  m.lapsed,
  m.put_again,
  coalesce(l.ended_on, e.ended_on) - m.month AS days_to_end
FROM months m
LEFT JOIN legislatures l ON l.legislature = m.legislature
LEFT JOIN ended e ON e.legislature = m.legislature
LEFT JOIN governments g ON m.month >= g.since AND (g.until IS NULL OR m.month < g.until)
ORDER BY m.month, m.legislature
