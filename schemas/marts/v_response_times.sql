-- How long ministers take to answer, compared with the deadline. One row per office, person who held it, and year of the question. Deadlines are as printed on the page; if none is printed, as in all of legislature 5, a question is not counted in the last four columns.
-- office_id: The addressee in `offices`.
-- office_nl: Its most common form on Dutch pages.
-- office_fr: Its most common form on French pages.
-- minister_id: Who held it on the day of the question, in `ministers`; null if nobody fits, or several people do.
-- minister: The person who held the office, if exactly one is known.
-- year: Year of the question.
-- questions: Questions put to them in that year.
-- answered: How many of those have an answer. For a share, divide by the questions without `requalified` and `unknown`.
-- requalified: How many of those were requalified, as a request for explanations or an oral question.
-- unknown: How many of those have an unknown status: no page at hand shows whether there is an answer.
-- median_days: Median number of days from sending to answer.
-- mean_days: Mean number of days from sending to answer.
-- p90_days: Number of days within which 90 % of the answers came.
-- with_deadline: Questions for which it is known whether they were answered by the printed deadline (`deadlines_kept`); not those that were closed or lapsed before it, those with an undated answer, `requalified` and `unknown`.
-- in_time: How many of those were answered on or before the last day.
-- late: How many of those were answered later, or had no answer when it had passed.
-- share_in_time: in_time divided by with_deadline, from 0 to 1; null if there are none.
SELECT
  q.office_id,
  o.name_nl AS office_nl,
  o.name_fr AS office_fr,
  q.minister_id,
  m.name AS minister,
  year(q.asked_on) AS year,
  count(*) AS questions,
  count(*) FILTER (WHERE q.status = 'answered') AS answered,
  count(*) FILTER (WHERE q.status = 'requalified') AS requalified,
  count(*) FILTER (WHERE q.status = 'unknown') AS unknown,
  median(q.response_days) AS median_days,
  round(avg(q.response_days), 1) AS mean_days,
  quantile_cont(q.response_days, 0.9) AS p90_days,
  count(d.is_in_time) AS with_deadline,
  count(*) FILTER (WHERE d.is_in_time) AS in_time,
  count(*) FILTER (WHERE NOT d.is_in_time) AS late,
  round(count(*) FILTER (WHERE d.is_in_time) / nullif(count(d.is_in_time), 0), 4) AS share_in_time
FROM questions q
LEFT JOIN deadlines_kept d ON d.question_id = q.question_id
LEFT JOIN offices o ON o.office_id = q.office_id
LEFT JOIN ministers m ON m.minister_id = q.minister_id
WHERE q.office_id IS NOT NULL AND q.asked_on IS NOT NULL
GROUP BY q.office_id, o.name_nl, o.name_fr, q.minister_id, m.name, year(q.asked_on)
ORDER BY year, q.office_id, q.minister_id
