-- How active members and parties are. One row per member, party, house and year; a member who changed parties has a row for each party.
-- member_id: The author in `members`.
-- member: Best spelling of the name.
-- party_id: The party of these questions, in `parties`; null if the printed name is unknown.
-- party: The party as printed most often on them.
-- language_group: Language group of the party.
-- house: The house of parliament in which the questions were asked. No count, share or median is of two houses.
-- year: Year of the questions.
-- questions: Questions asked.
-- distinct_questions: Questions asked, counting the same text once if it was put to several ministers or put again.
-- offices: Number of offices to which they were put.
-- answered: How many of those have an answer that is not only announced. For a share, divide by the questions without `requalified` and `unknown`.
-- announced: How many of those have an answer that only announces a text.
-- requalified: How many of those were requalified, as a request for explanations or an oral question.
-- unknown: How many of those have an unknown status: no page at hand shows whether there is an answer.
-- median_days: Median number of days from sending to answer.
-- share_of_party: Share of all questions asked by the party's members in that house that year, from 0 to 1; null if the party is unknown.
-- share_of_all: Share of all questions asked in that house that year, from 0 to 1.
WITH grouped AS (
  SELECT
    member_id,
    party_id,
    mode(party ORDER BY party) AS party,
    house,
    year(asked_on) AS year,
    count(*) AS questions,
    count(DISTINCT group_id) AS distinct_questions,
    count(DISTINCT office_id) AS offices,
    count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
    count(*) FILTER (WHERE is_announced) AS announced,
    count(*) FILTER (WHERE status = 'requalified') AS requalified,
    count(*) FILTER (WHERE status = 'unknown') AS unknown,
    median(counted_days) AS median_days
  FROM v_questions
  WHERE member_id IS NOT NULL AND asked_on IS NOT NULL
  GROUP BY member_id, party_id, house, year(asked_on)
),
years AS (SELECT house, year(asked_on) AS year, count(*) AS questions FROM questions GROUP BY house, year(asked_on))
SELECT
  g.member_id,
  m.name AS member,
  g.party_id,
  g.party,
  p.language_group,
  g.house,
  g.year,
  g.questions,
  g.distinct_questions,
  g.offices,
  g.answered,
  g.announced,
  g.requalified,
  g.unknown,
  g.median_days,
  CASE WHEN g.party_id IS NOT NULL THEN round(g.questions / sum(g.questions) OVER (PARTITION BY g.party_id, g.house, g.year), 4) END AS share_of_party,
  round(g.questions / y.questions, 4) AS share_of_all
FROM grouped g
JOIN years y ON y.house = g.house AND y.year = g.year
LEFT JOIN members m ON m.member_id = g.member_id
LEFT JOIN parties p ON p.party_id = g.party_id
ORDER BY g.year, g.house, g.questions DESC, g.member_id, g.party_id
