-- Counts of written questions that the Senate's Bureau gave to the press, beside those of this release. One row per count; invented questions do not count.
-- about: Whose questions: 'all', or those to one minister.
-- minister_id: That minister.
-- since: First day of the questions.
-- day: Last day of the questions, and that of the count.
-- bureau_questions: Questions, according to the Bureau.
-- bureau_unanswered: Of these, questions without an answer on that day.
-- bureau_share: Their share, from 0 to 1, as printed.
-- questions: Questions of those days in this release.
-- unanswered: Of these, questions that were open on that day.
-- share: Their share of all but the requalified and the unknown ones, from 0 to 1.
-- requalified: Questions that were requalified by then, which have no answer as written questions.
-- unknown: Questions of which no copy shows what became of them by then.
-- source: Who printed the count.
WITH known (about, minister_id, since, day, bureau_questions, bureau_unanswered, bureau_share) AS (
  VALUES
    ('all', NULL, DATE '2011-12-06', DATE '2012-12-31', 3556, 770, 0.2165::DOUBLE),
    ('minister', 'steven-vanackere', DATE '2011-12-06', DATE '2012-12-31', NULL, NULL, 0.34),
    ('minister', 'annemie-turtelboom', DATE '2011-12-06', DATE '2012-12-31', NULL, NULL, 0.3),
    ('minister', 'john-crombez', DATE '2011-12-06', DATE '2012-12-31', 56, 5, NULL)
),
asked AS (
  SELECT
    k.about,
    k.minister_id,
    q.question_id,
    coalesce(arg_max(h.status, h.position) FILTER (h.since <= k.day), 'open') AS status,
    coalesce(bool_or(h.status = 'unknown' OR h.since IS NULL AND h.status <> 'open'), false) AS is_unknown
  FROM known k
  JOIN questions q
    ON q.asked_on BETWEEN k.since AND k.day AND q.house = 'senate' AND q.number < 90000
    AND (k.minister_id IS NULL OR q.minister_id = k.minister_id)
  LEFT JOIN status_history h ON h.question_id = q.question_id
  GROUP BY k.about, k.minister_id, q.question_id
),
counted AS (
  SELECT
    about,
    minister_id,
    count(*) AS questions,
    count(*) FILTER (status = 'open' AND NOT is_unknown) AS unanswered,
    count(*) FILTER (status = 'requalified') AS requalified,
    count(*) FILTER (is_unknown AND status IN ('open', 'unknown')) AS unknown
  FROM asked
  GROUP BY about, minister_id
)
SELECT
  k.about,
  k.minister_id,
  k.since,
  k.day,
  k.bureau_questions,
  k.bureau_unanswered,
  k.bureau_share,
  coalesce(c.questions, 0) AS questions,
  coalesce(c.unanswered, 0) AS unanswered,
  round(c.unanswered / nullif(c.questions - c.requalified - c.unknown, 0), 4) AS share,
  coalesce(c.requalified, 0) AS requalified,
  coalesce(c.unknown, 0) AS unknown,
  'dekrantenkoppen.be, clickout 908859' AS source
FROM known k
LEFT JOIN counted c ON c.about = k.about AND c.minister_id IS NOT DISTINCT FROM k.minister_id
WHERE EXISTS (SELECT 1 FROM questions)
ORDER BY k.about, k.bureau_share DESC, k.minister_id
