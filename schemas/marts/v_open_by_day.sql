-- Number of questions open on each day, by their age. One row per age and day, from the first question to the last day covered by the release, even if there are no questions. A question is overdue if its printed deadline is before that day; if none is printed, as in all of legislature 5, nobody can tell. A question that ended on an unknown day is left out. To list the questions: FROM open_on('2013-06-30').
-- stored
-- day: The day.
-- age_from: Lowest age in days since the question.
-- age: The age range in words: '0-30 days'.
-- open: Questions of that age that were open at the end of that day.
-- overdue: How many of those had a printed deadline before that day.
-- without_deadline: How many of those have no printed deadline.
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
last AS (SELECT day FROM last_day),
spans AS (
  SELECT
    a.age_from,
    q.asked_on + a.age_from AS begins,
    least(q.asked_on + a.age_to + 1, coalesce(e.ended_on, last.day + 1)) AS ends,
    q.deadline_on
  FROM questions q
  CROSS JOIN last
  CROSS JOIN ages a
  LEFT JOIN ended e ON e.question_id = q.question_id
  WHERE q.asked_on IS NOT NULL AND NOT (coalesce(e.undated, false) AND e.ended_on IS NULL)
),
steps AS (
  SELECT age_from, begins AS day, 1 AS open, 0 AS overdue, CAST(deadline_on IS NULL AS INTEGER) AS without
  FROM spans WHERE begins < ends
  UNION ALL
  SELECT age_from, ends, -1, 0, -CAST(deadline_on IS NULL AS INTEGER) FROM spans WHERE begins < ends
  UNION ALL
  SELECT age_from, greatest(begins, deadline_on + 1), 0, 1, 0 FROM spans WHERE greatest(begins, deadline_on + 1) < ends AND deadline_on IS NOT NULL
  UNION ALL
  SELECT age_from, ends, 0, -1, 0 FROM spans WHERE greatest(begins, deadline_on + 1) < ends AND deadline_on IS NOT NULL
),
daily AS (
  SELECT age_from, day, sum(open) AS open, sum(overdue) AS overdue, sum(without) AS without FROM steps GROUP BY age_from, day
),
calendar AS (
  SELECT CAST(unnest(generate_series((SELECT min(asked_on) FROM questions), (SELECT day FROM last), INTERVAL 1 DAY)) AS DATE) AS day
)
SELECT
  c.day,
  a.age_from,
  a.age,
  CAST(coalesce(sum(d.open) OVER running, 0) AS INTEGER) AS open,
  CAST(coalesce(sum(d.overdue) OVER running, 0) AS INTEGER) AS overdue,
  CAST(coalesce(sum(d.without) OVER running, 0) AS INTEGER) AS without_deadline
FROM calendar c
CROSS JOIN ages a
LEFT JOIN daily d ON d.day = c.day AND d.age_from = a.age_from
WINDOW running AS (PARTITION BY a.age_from ORDER BY c.day)
ORDER BY c.day, a.age_from
