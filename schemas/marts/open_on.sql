-- Questions that were open at the end of a day: FROM open_on('2013-06-30'). One row per question. A question that ended on an unknown day is left out.
-- macro: day
-- question_id: The question, as legislature-number: '5-8900'.
-- title: Its title in the language in which it was asked, else in the other language.
-- author: Name of the senator.
-- party_id: The party in `parties`.
-- addressee_nl: Addressee on Dutch pages.
-- addressee_fr: Addressee on French pages.
-- minister: Who held the office on the day of the question.
-- asked_on: Date of the question.
-- age_days: Days from the date of the question to the given day.
-- deadline_on: Last day for answering, as printed; null if no page prints one.
-- days_overdue: Days from the deadline to the given day, if it has passed; null if none is printed.
WITH ended AS (
  SELECT
    question_id,
    min(since) FILTER (WHERE status <> 'open') AS ended_on,
    bool_or(since IS NULL AND status <> 'open') AS undated
  FROM status_history
  GROUP BY question_id
)
SELECT
  q.question_id,
  q.title,
  q.author,
  q.party_id,
  q.addressee_nl,
  q.addressee_fr,
  q.minister,
  q.asked_on,
  CAST(day AS DATE) - q.asked_on AS age_days,
  q.deadline_on,
  CASE WHEN q.deadline_on < CAST(day AS DATE) THEN CAST(day AS DATE) - q.deadline_on END AS days_overdue
FROM v_questions q
LEFT JOIN ended e ON e.question_id = q.question_id
WHERE q.asked_on <= CAST(day AS DATE)
  AND (e.ended_on > CAST(day AS DATE) OR (e.ended_on IS NULL AND NOT coalesce(e.undated, false)))
ORDER BY q.asked_on, q.legislature, q.number
