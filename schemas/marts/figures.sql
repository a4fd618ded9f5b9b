-- What is said in figures of members, parties, ministers, offices and topics. One row per house and one of these that has questions there, and one more per year of its questions. Days and lateness of a minister count as far as they fell in a term.
-- stored
-- kind: 'member', 'party', 'minister', 'office' or 'topic'.
-- id: Its identifier, as in `questions` or `question_topics`.
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- year: Year of the questions; null for all of them together.
-- questions: Number of questions.
-- answered: How many of those have an answer that is not only announced. For a share, divide by the questions without `requalified` and `unknown`.
-- announced: How many of those have an answer that only announces a text.
-- open: How many of those are open.
-- requalified: How many of those were requalified, as a request for explanations or an oral question.
-- unknown: How many of those have an unknown status: no page at hand shows whether there is an answer.
-- answers_with_days: Answers of which the days count: `minister_days` of ministers, `counted_days` of all others.
-- median_days: Median number of days from sending to answer.
-- answers_left_out: Answers left out of the days because the minister is not known to have held the office on that day.
-- with_deadline: Questions of which it counts whether ministers were late: `minister_late` of ministers, `counted_late` of all others.
-- late: How many of those were answered late, or had no answer when the deadline had passed.
-- deadlines_left_out: Questions left out of those because the minister is not known to have held the office on the day of the deadline.
-- first_asked_on: Date of its first question.
-- last_asked_on: Date of its last question.
WITH named AS (
  UNPIVOT (SELECT question_id, member_id AS member, party_id AS party, minister_id AS minister, office_id AS office FROM questions)
  ON member, party, minister, office INTO NAME kind VALUE id
  UNION ALL
  SELECT question_id, 'topic', topic FROM question_topics
),
its AS (
  SELECT n.*, year(q.asked_on) AS year, q.* EXCLUDE (question_id),
    CASE WHEN n.kind = 'minister' THEN q.minister_days ELSE q.counted_days END AS days,
    CASE WHEN n.kind = 'minister' THEN q.minister_late ELSE q.counted_late END AS is_its_late
  FROM named n
  JOIN v_questions q ON q.question_id = n.question_id
)
SELECT
  kind,
  id,
  house,
  year,
  count(*) AS questions,
  count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  count(*) FILTER (WHERE is_announced) AS announced,
  count(*) FILTER (WHERE status = 'open') AS open,
  count(*) FILTER (WHERE status = 'requalified') AS requalified,
  count(*) FILTER (WHERE status = 'unknown') AS unknown,
  count(days) AS answers_with_days,
  median(days) AS median_days,
  count(counted_days) - count(days) AS answers_left_out,
  count(is_its_late) AS with_deadline,
  count(*) FILTER (WHERE is_its_late) AS late,
  count(counted_late) - count(is_its_late) AS deadlines_left_out,
  min(asked_on) AS first_asked_on,
  max(asked_on) AS last_asked_on
FROM its
GROUP BY GROUPING SETS ((kind, id, house), (kind, id, house, year))
HAVING year IS NOT NULL OR grouping(year) = 1
ORDER BY kind, id, house, year NULLS FIRST
