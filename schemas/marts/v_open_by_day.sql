-- Number of questions open on each day, by their age. One row per house, age and day, from its first question to the last day covered of that house, even if there are no questions. A question is overdue if its printed deadline is before that day, and a copy seen after the deadline shows no answer; if none is printed, as in all of legislature 5, nobody can tell. Left out are questions that ended on an unknown day, and those whose status is unknown. To list the questions: FROM open_on('2013-06-30').
-- stored
-- day: The day.
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- age_from: Lowest age in days since the question.
-- age: The age range in words: '0-30 days'.
-- open: Questions of that age that were open at the end of that day, or when last seen.
-- overdue: How many of those had a printed deadline before that day, as far as a copy shows that it passed without an answer.
-- without_deadline: How many of those have no printed deadline.
-- not_seen_since: How many of those were last seen before that day, so that nobody can tell whether they were still open.
WITH ages(age_from, age_to, age) AS (
  VALUES (0, 30, '0-30 days'), (31, 60, '31-60 days'), (61, 90, '61-90 days'),
    (91, 180, '91-180 days'), (181, 365, '181-365 days'), (366, 100000, '366 days and more')
),
ended AS (
  SELECT
    question_id,
    min(since) FILTER (WHERE status <> 'open') AS ended_on,
    bool_or(since IS NULL AND status <> 'open') AS undated
  FROM status_history
  GROUP BY question_id
),
last AS (
  SELECT house, max(coalesce(seen_on, since)) AS day FROM questions LEFT JOIN status_history USING (question_id) GROUP BY house
),
spans AS (
  SELECT
    q.house,
    a.age_from,
    q.asked_on + a.age_from AS begins,
    least(q.asked_on + a.age_to + 1, coalesce(e.ended_on, last.day + 1)) AS ends,
    q.deadline_on,
    CASE WHEN q.status = 'open' THEN q.seen_on END AS seen_on
  FROM questions q
  JOIN last ON last.house = q.house
  CROSS JOIN ages a
  LEFT JOIN ended e ON e.question_id = q.question_id
  WHERE q.asked_on IS NOT NULL AND NOT (coalesce(e.undated, false) AND e.ended_on IS NULL)
),
counted AS (
  SELECT house, age_from, 'open' AS what, begins, ends FROM spans
  UNION ALL
  SELECT house, age_from, 'overdue', greatest(begins, deadline_on + 1), ends FROM spans WHERE deadline_on < coalesce(seen_on, ends)
  UNION ALL
  SELECT house, age_from, 'without', begins, ends FROM spans WHERE deadline_on IS NULL
  UNION ALL
  SELECT house, age_from, 'unseen', greatest(begins, seen_on + 1), ends FROM spans WHERE seen_on IS NOT NULL
),
steps AS (
  SELECT house, age_from, what, begins AS day, 1 AS step FROM counted WHERE begins < ends
  UNION ALL
  SELECT house, age_from, what, ends, -1 FROM counted WHERE begins < ends
),
daily AS (
  SELECT
    house,
    age_from,
    day,
    sum(step) FILTER (WHERE what = 'open') AS open,
    sum(step) FILTER (WHERE what = 'overdue') AS overdue,
    sum(step) FILTER (WHERE what = 'without') AS without,
    sum(step) FILTER (WHERE what = 'unseen') AS unseen
  FROM steps
  GROUP BY house, age_from, day
),
calendar AS (
  SELECT q.house, CAST(unnest(generate_series(min(q.asked_on), any_value(last.day), INTERVAL 1 DAY)) AS DATE) AS day
  FROM questions q
  JOIN last ON last.house = q.house
  GROUP BY q.house
)
SELECT
  c.day,
  c.house,
  a.age_from,
  a.age,
  CAST(coalesce(sum(d.open) OVER running, 0) AS INTEGER) AS open,
  CAST(coalesce(sum(d.overdue) OVER running, 0) AS INTEGER) AS overdue,
  CAST(coalesce(sum(d.without) OVER running, 0) AS INTEGER) AS without_deadline,
  CAST(coalesce(sum(d.unseen) OVER running, 0) AS INTEGER) AS not_seen_since
FROM calendar c
CROSS JOIN ages a
LEFT JOIN daily d ON d.house = c.house AND d.day = c.day AND d.age_from = a.age_from
WINDOW running AS (PARTITION BY c.house, a.age_from ORDER BY c.day)
ORDER BY c.day, c.house, a.age_from
