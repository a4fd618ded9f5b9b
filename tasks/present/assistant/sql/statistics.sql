-- Questions and answers by what $by says, or of all together; in each house those with most questions first, years in their order. One row for each, per house.
WITH chosen AS (
  SELECT
    v.*,
    if($by = 'minister' OR $minister_id IS NOT NULL, v.minister_days, v.counted_days) AS days,
    if($by = 'minister' OR $minister_id IS NOT NULL, v.minister_late, v.counted_late) AS is_its_late,
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
    ($house IS NULL OR v.house = $house::VARCHAR)
    AND ($term IS NULL OR v.term::VARCHAR = $term::VARCHAR)
    AND ($legislature IS NULL OR v.legislature::VARCHAR = $legislature::VARCHAR)
    AND ($first_year IS NULL OR year(v.asked_on)::VARCHAR >= $first_year::VARCHAR)
    AND ($last_year IS NULL OR year(v.asked_on)::VARCHAR <= $last_year::VARCHAR)
    AND ($party_id IS NULL OR v.party_id = $party_id::VARCHAR)
    AND ($member_id IS NULL OR v.member_id = $member_id::VARCHAR)
    AND ($minister_id IS NULL OR v.minister_id = $minister_id::VARCHAR)
    AND ($office_id IS NULL OR v.office_id = $office_id::VARCHAR)
    AND ($topic IS NULL OR v.question_id IN (SELECT question_id FROM question_topics WHERE topic = $topic::VARCHAR))
)
SELECT
  id,
  house,
  mode(name ORDER BY name) FILTER (id IS NOT NULL) AS name,
  min(asked_on) AS first_asked_on,
  max(asked_on) AS last_asked_on,
  count(*) AS questions,
  count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  count(*) FILTER (WHERE is_announced) AS announced,
  count(*) FILTER (WHERE status = 'open') AS open,
  count(*) FILTER (WHERE status = 'requalified') AS requalified,
  count(*) FILTER (WHERE status = 'unknown') AS unknown,
  median(days) AS median_days,
  count(days) AS answers_with_days,
  count(counted_days) - count(days) AS answers_left_out,
  count(is_its_late) AS with_deadline,
  count(*) FILTER (WHERE is_its_late) AS late,
  count(counted_late) - count(is_its_late) AS deadlines_left_out
FROM chosen
GROUP BY id, house
ORDER BY if($by = 'year', id, NULL), row_number() OVER (PARTITION BY house ORDER BY count(*) DESC, id), house DESC
