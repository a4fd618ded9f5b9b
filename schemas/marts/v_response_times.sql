-- How long ministers take to answer, beside the deadline. One row for each office, the person who held it, and the year of the question. Deadlines are as printed on the page; where none is printed, as in all of legislature 5, a question counts in none of the four last columns.
-- office_id: The addressee in `offices`.
-- office_nl: The form of it that Dutch pages print most often.
-- office_fr: The form of it that French pages print most often.
-- minister_id: Who held it on the day of the question, in `ministers`; null when nobody or more than one fits.
-- minister: Name of that person.
-- year: Year of the question.
-- questions: Questions put to them in that year.
-- answered: Of those, how many have an answer.
-- median_days: Middle number of days from sending to answer.
-- mean_days: Mean number of days from sending to answer.
-- p90_days: Days within which nine of ten of the answers came.
-- with_deadline: Questions of which can be told whether they were answered by the printed deadline (`deadlines_kept`); not those that were closed or lapsed before it, nor those whose answer no page dates.
-- in_time: Of those, how many were answered on the last day or before.
-- late: Of those, how many were answered later, or never.
-- share_in_time: in_time of with_deadline, from 0 to 1; null when there are none.
SELECT
  q.office_id,
  o.name_nl AS office_nl,
  o.name_fr AS office_fr,
  q.minister_id,
  m.name AS minister,
  year(q.asked_on) AS year,
  count(*) AS questions,
  count(*) FILTER (WHERE q.status = 'answered') AS answered,
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
