-- How long ministers take to answer, compared with the deadline, as far as this fell in a term of theirs. One row per office, person who held it, house and year of the question. Deadlines are as printed on the page; if none is printed, as in all of legislature 5, a question is not counted in the columns after `answers_left_out`.
-- office_id: The addressee in `offices`.
-- office_nl: Its most common form on Dutch pages.
-- office_fr: Its most common form on French pages.
-- minister_id: Who held it on the day of the question, in `ministers`; null if nobody fits, or several people do.
-- minister: The person who held the office, if exactly one is known.
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- year: Year of the question.
-- questions: Questions put to them in that year.
-- answered: How many of those have an answer that is not only announced. For a share, divide by the questions without `requalified` and `unknown`.
-- announced: How many of those have an answer that only announces a text.
-- requalified: How many of those were requalified, as a request for explanations or an oral question.
-- unknown: How many of those have an unknown status: no page at hand shows whether there is an answer.
-- median_days: Median number of days from sending to answer, of the answers that came while the person held the office.
-- mean_days: Mean number of days from sending to answer.
-- p90_days: Number of days within which 90 % of the answers came.
-- answers_left_out: Answers left out of the days because the minister is not known to have held the office on that day.
-- with_deadline: Questions for which it is known whether they were answered by the printed deadline (`deadlines_kept`); not those that were closed or lapsed before it, those with an undated answer, `requalified`, `unknown` and `announced`; of a known person, only those whose deadline fell in a term.
-- in_time: How many of those were answered on or before the last day.
-- late: How many of those were answered later, or had no answer when it had passed.
-- share_in_time: in_time divided by with_deadline, from 0 to 1; null if there are none.
-- deadlines_left_out: Questions left out of the four columns before because the minister is not known to have held the office on the day of the deadline.
SELECT
  q.office_id,
  o.name_nl AS office_nl,
  o.name_fr AS office_fr,
  q.minister_id,
  q.minister,
  q.house,
  year(q.asked_on) AS year,
  count(*) AS questions,
  count(*) FILTER (WHERE q.status = 'answered' AND NOT q.is_announced) AS answered,
  count(*) FILTER (WHERE q.is_announced) AS announced,
  count(*) FILTER (WHERE q.status = 'requalified') AS requalified,
  count(*) FILTER (WHERE q.status = 'unknown') AS unknown,
  median(q.minister_days) AS median_days,
  round(avg(q.minister_days), 1) AS mean_days,
  quantile_cont(q.minister_days, 0.9) AS p90_days,
  count(q.counted_days) - count(q.minister_days) AS answers_left_out,
  count(q.minister_late) AS with_deadline,
  count(*) FILTER (WHERE NOT q.minister_late) AS in_time,
  count(*) FILTER (WHERE q.minister_late) AS late,
  round(count(*) FILTER (WHERE NOT q.minister_late) / nullif(count(q.minister_late), 0), 4) AS share_in_time,
  count(q.counted_late) - count(q.minister_late) AS deadlines_left_out
FROM v_questions q
LEFT JOIN offices o ON o.office_id = q.office_id
WHERE q.office_id IS NOT NULL AND q.asked_on IS NOT NULL
GROUP BY q.office_id, o.name_nl, o.name_fr, q.minister_id, q.minister, q.house, year(q.asked_on)
ORDER BY year, q.house, q.office_id, q.minister_id
