-- What is said of the status, the deadline and the date of a question, and beside days that are not all the minister's, as keys of site_labels.tsv. One row for each question.
WITH targets AS (
  SELECT question_id, list({'kind': target_kind, 'id': target_id} ORDER BY target_id) AS requalified_as
  FROM links
  WHERE relation = 'requalified_as'
  GROUP BY question_id
),
-- On which of its days the minister had a term, whatever its office; `seen` is one of the office alone.
in_office AS (
  SELECT
    q.question_id,
    bool_or(q.seen_on >= t.since AND q.seen_on < coalesce(t.until, q.seen_on + 1) AND (len(o.portfolios) = 0 OR list_has_any(o.portfolios, t.portfolios))) AS seen,
    bool_or(q.answered_on >= t.since AND q.answered_on < coalesce(t.until, q.answered_on + 1)) AS answered,
    bool_or(q.deadline_on >= t.since AND q.deadline_on < coalesce(t.until, q.deadline_on + 1)) AS due
  FROM questions q
  JOIN offices o USING (office_id)
  JOIN minister_terms t USING (minister_id)
  GROUP BY q.question_id
)
SELECT
  question_id,
  if(is_announced, 'announced', status) AS shown_status,
  CASE WHEN house <> 'senate' OR (SELECT count(DISTINCT house) FROM questions) > 1 THEN house END AS shown_house,
  concat_ws('.', 'status_is', shown_status, status_reason) AS status_is,
  if(is_announced, 'question.announced_on', 'question.answered_on') AS answered_is,
  CASE
    WHEN is_announced THEN NULL
    WHEN days_after_deadline > 0 THEN 'question.late'
    WHEN days_after_deadline <= 0 THEN 'question.in_time'
    WHEN is_late AND status_reason IN ('section_unanswered', 'copy_cut') THEN 'question.late_section'
    WHEN is_late AND (status = 'closed' OR status_reason = 'event') THEN 'question.late_undated'
    WHEN is_late THEN 'question.late_seen'
    WHEN status = 'open' AND deadline_on >= seen_on THEN 'question.to_go'
  END AS deadline_is,
  abs(coalesce(days_after_deadline, deadline_on - seen_on)) AS deadline_days,
  CASE asked_on_from
    WHEN 'sent' THEN 'question.sent_on'
    WHEN 'date_line' THEN 'question.dated'
    ELSE 'question.asked_on'
  END AS asked_is,
  coalesce(requalified_as, []) AS requalified_as,
  minister_id IS NOT NULL AND seen_on IS NOT NULL AND NOT coalesce(i.seen, false) AS has_left,
  CASE WHEN counted_days IS NOT NULL AND minister_days IS NULL THEN if(i.answered, 'question.other_term', 'question.outside_term') END AS days_note,
  CASE
    WHEN counted_late AND minister_late IS NULL THEN if(i.due, 'question.other_term', 'question.outside_term')
    WHEN counted_late AND if(status = 'answered', days_note IS NOT NULL, status = 'open' AND has_left) THEN 'question.left_since'
  END AS late_note
FROM v_questions
LEFT JOIN in_office i USING (question_id)
LEFT JOIN targets USING (question_id)
