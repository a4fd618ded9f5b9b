-- Questions that were open at the end of a day: FROM open_on('2013-06-30'). One row per question. An open question is listed on later days than `seen_on` too, though nothing is known of them. Left out are questions that ended on an unknown day, and those whose status is unknown.
-- macro: day
-- question_id: The question, as legislature-number: '5-8900'.
-- house: The house of parliament in which it was asked.
-- title: Its title in the language in which it was asked, else in the other language.
-- author: Name of the member, as on the page.
-- party_id: The party in `parties`.
-- addressee_nl: Addressee on Dutch pages.
-- addressee_fr: Addressee on French pages.
-- minister: Who held the office on the day of the question.
-- in_office: Whether that person held an office on the given day; null without a minister.
-- asked_on: Date of the question.
-- age_days: Days from the date of the question to the given day.
-- deadline_on: Last day for answering, as printed; null if no page prints one.
-- seen_on: Day on which a copy last showed no answer, if the question is still open in this release and that day is before the given one; else null.
-- days_overdue: Days from the deadline to the given day, or to `seen_on`, if the deadline has passed; null if none is printed.
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
  q.house,
  q.title,
  q.author,
  q.party_id,
  q.addressee_nl,
  q.addressee_fr,
  q.minister,
  CASE WHEN q.minister_id IS NOT NULL THEN EXISTS (
    SELECT 1 FROM minister_terms t
    WHERE t.minister_id = q.minister_id AND t.since <= CAST(day AS DATE) AND (t.until IS NULL OR t.until > CAST(day AS DATE))
  ) END AS in_office,
  q.asked_on,
  CAST(day AS DATE) - q.asked_on AS age_days,
  q.deadline_on,
  CASE WHEN q.status = 'open' AND q.seen_on < CAST(day AS DATE) THEN q.seen_on END AS seen_on,
  nullif(greatest(least(CAST(day AS DATE), CASE WHEN q.status = 'open' THEN q.seen_on END) - q.deadline_on, 0), 0) AS days_overdue
FROM v_questions q
LEFT JOIN ended e ON e.question_id = q.question_id
WHERE q.asked_on <= CAST(day AS DATE)
  AND (e.ended_on > CAST(day AS DATE) OR (e.ended_on IS NULL AND NOT coalesce(e.undated, false)))
ORDER BY q.asked_on, q.legislature, q.number
