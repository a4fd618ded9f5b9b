-- Questions and answers by what $by says, or of all together; those with most questions first, years in their order. One row for each.
WITH chosen AS (
  SELECT
    v.*,
    year(v.asked_on) AS year,
    CASE $by
      WHEN 'party' THEN v.party_id
      WHEN 'member' THEN v.member_id
      WHEN 'minister' THEN v.minister_id
      WHEN 'year' THEN year(v.asked_on)::VARCHAR
      WHEN 'topic' THEN t.topic
    END AS id,
    CASE $by
      WHEN 'party' THEN v.party
      WHEN 'member' THEN m.name
      WHEN 'minister' THEN v.minister
      WHEN 'topic' THEN concat_ws(' / ', t.topic_nl, t.topic_fr)
    END AS name
  FROM v_questions v
  LEFT JOIN members m ON m.member_id = v.member_id
  LEFT JOIN question_topics t ON $by = 'topic' AND t.question_id = v.question_id
  WHERE
    ($legislature IS NULL OR v.legislature::VARCHAR = $legislature::VARCHAR)
    AND ($first_year IS NULL OR year(v.asked_on)::VARCHAR >= $first_year::VARCHAR)
    AND ($last_year IS NULL OR year(v.asked_on)::VARCHAR <= $last_year::VARCHAR)
    AND ($party_id IS NULL OR v.party_id = $party_id::VARCHAR)
    AND ($member_id IS NULL OR v.member_id = $member_id::VARCHAR)
    AND ($minister_id IS NULL OR v.minister_id = $minister_id::VARCHAR)
    AND ($office_id IS NULL OR v.office_id = $office_id::VARCHAR)
    AND ($topic IS NULL OR v.question_id IN (SELECT question_id FROM question_topics WHERE topic = $topic::VARCHAR))
),
counted AS (
  SELECT
    id,
    mode(name ORDER BY name) FILTER (id IS NOT NULL) AS name,
    min(asked_on) AS first_asked_on,
    max(asked_on) AS last_asked_on,
    count(*) AS questions,
    count(*) FILTER (WHERE status = 'answered') AS answered,
    count(*) FILTER (WHERE status = 'open') AS open,
    count(*) FILTER (WHERE status = 'requalified') AS requalified,
    count(*) FILTER (WHERE status = 'unknown') AS unknown,
    median(response_days) AS median_days,
    count(response_days) AS answers_with_days,
    count(is_late) FILTER (WHERE status NOT IN ('requalified', 'unknown')) AS with_deadline,
    count(*) FILTER (WHERE is_late AND status NOT IN ('requalified', 'unknown')) AS late
  FROM chosen
  GROUP BY id
)
SELECT
  * EXCLUDE (with_deadline, late),
  {
    'share': round(answered / nullif(questions - requalified - unknown, 0), 4),
    'numerator': answered,
    'denominator': questions - requalified - unknown
  } AS share_answered,
  {'share': round(late / nullif(with_deadline, 0), 4), 'numerator': late, 'denominator': with_deadline} AS share_late
FROM counted
ORDER BY if($by = 'year', id, NULL), questions DESC, id
