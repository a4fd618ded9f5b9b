-- The lists of questions that need no script, by year and by senator, or the one called $list. One row for each list and question, the newest first.
WITH named AS (
  SELECT 1 AS place, coalesce('year-' || year(asked_on), 'year-unknown') AS list, coalesce(year(asked_on)::VARCHAR, '–') AS list_title, question_id
  FROM questions
  UNION ALL
  SELECT 2 AS place, 'member-' || member_id AS list, name AS list_title, question_id
  FROM questions
  JOIN members USING (member_id)
)
SELECT
  n.list, n.list_title, replace(question_id, '/', '_') AS file, coalesce(q.title_nl, q.title_fr, question_id) AS title,
  concat_ws(' · ', question_id, q.author, strftime(q.asked_on, '%d/%m/%Y')) AS said
FROM named n
JOIN questions q USING (question_id)
WHERE $list IS NULL OR n.list = $list
ORDER BY n.place, n.list_title, n.list, q.asked_on DESC, q.legislature DESC, q.number DESC, question_id
