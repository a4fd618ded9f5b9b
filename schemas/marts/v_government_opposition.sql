-- Government against opposition, on the day of each question. One row per government, house, side and party. Coalitions come from the tables `governments` and `coalitions`, with their sources.
-- government_id: The federal government in `governments`.
-- government: Its name.
-- since: The day on which it took its oath.
-- side: 'government', 'support' (from outside) or 'opposition'.
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- party_id: The author's party in `parties`.
-- questions: Questions asked.
-- share: Share of all questions by known parties in that house under that government, from 0 to 1.
-- answered: How many of those have an answer that is not only announced. For a share, divide by the questions without `requalified` and `unknown`.
-- announced: How many of those have an answer that only announces a text.
-- requalified: How many of those were requalified, as a request for explanations or an oral question.
-- unknown: How many of those have an unknown status: no page at hand shows whether there is an answer.
-- median_days: Median number of days from sending to answer.
-- with_deadline: Questions for which it is known whether they were answered by the printed deadline (`deadlines_kept`), without `requalified` and `unknown`; none in legislature 5, which prints no deadlines.
-- in_time: How many of those were answered on or before the last day.
SELECT
  s.government_id,
  s.government,
  g.since,
  s.side,
  q.house,
  q.party_id,
  count(*) AS questions,
  round(count(*) / sum(count(*)) OVER (PARTITION BY s.government_id, q.house), 4) AS share,
  count(*) FILTER (WHERE q.status = 'answered' AND NOT q.is_announced) AS answered,
  count(*) FILTER (WHERE q.is_announced) AS announced,
  count(*) FILTER (WHERE q.status = 'requalified') AS requalified,
  count(*) FILTER (WHERE q.status = 'unknown') AS unknown,
  median(q.counted_days) AS median_days,
  count(q.counted_late) AS with_deadline,
  count(*) FILTER (WHERE NOT q.counted_late) AS in_time
FROM question_sides s
JOIN v_questions q ON q.question_id = s.question_id
JOIN governments g ON g.government_id = s.government_id
GROUP BY s.government_id, s.government, g.since, s.side, q.house, q.party_id
ORDER BY g.since, q.house, s.side, questions DESC, q.party_id
