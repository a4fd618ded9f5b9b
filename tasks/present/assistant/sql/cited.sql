-- What an answer cites of questions, and what is unsure about them. One row for each of $questions, in their order, up to 100.
WITH wanted AS (SELECT unnest($questions::VARCHAR[]) AS question_id, unnest(range(len($questions::VARCHAR[]))) AS place),
cut AS (
  SELECT question_id, list(part || ' (' || language || ')' ORDER BY part DESC, language) AS texts
  FROM texts
  SEMI JOIN wanted USING (question_id)
  WHERE is_cut
  GROUP BY question_id
),
repaired AS (
  SELECT question_id, count(*) AS repairs, min(certainty) AS certainty
  FROM text_repairs
  SEMI JOIN wanted USING (question_id)
  GROUP BY question_id
)
SELECT
  v.question_id, v.house, v.title_nl, v.title_fr, v.author, v.party, v.minister, v.asked_on, v.status, v.status_reason, v.seen_on, v.deadline_on, v.counted_late AS is_late,
  v.answered_on, v.answered_by_on, v.url_nl, v.url_fr, s.status_is, s.requalified_as,
  list_concat(
    ['Every copy of the ' || text || ' ends in mid-sentence, so its end is missing (is_cut).' FOR text IN coalesce(cut.texts, [])],
    CASE WHEN s.late_note <> 'question.left_since' THEN ['On the day of the deadline ' || v.minister || if(s.late_note = 'question.other_term', ' may no longer have held', ' no longer held') || ' this office: that it is late says nothing of that person.'] END,
    CASE WHEN s.days_note IS NOT NULL THEN ['The answer came when ' || v.minister || if(s.days_note = 'question.other_term', ' may no longer have held', ' no longer held') || ' this office: its days say nothing of that person.'] END,
    CASE WHEN r.repairs > 0 THEN [format('Damaged letters were repaired in {} places; the least sure repair has a certainty of {:.2f}.', r.repairs, r.certainty)] END
  ) AS unsure
FROM wanted w
JOIN v_questions v USING (question_id)
JOIN sentences s USING (question_id)
LEFT JOIN cut USING (question_id)
LEFT JOIN repaired r USING (question_id)
ORDER BY w.place
LIMIT 100
