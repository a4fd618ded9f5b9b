-- Which questions were open at the end of a day: FROM open_on('2013-06-30'). One row for each. A question whose end no page dates is left out.
-- macro: day
-- question_id: The question, as legislature-number: '5-8900'.
-- title: Its title in the language in which it was asked, else in the other.
-- author: Name of the senator.
-- party_id: The party in `parties`.
-- addressee_nl: Addressee on Dutch pages.
-- addressee_fr: Addressee on French pages.
-- minister: Who held the office on the day of the question.
-- asked_on: Date of the question.
-- age_days: Days from then to the day.
-- deadline_on: Last day of the term for answering as printed; null where no page prints one.
-- days_overdue: Days from then to the day, when it has passed; null where none is printed.
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
