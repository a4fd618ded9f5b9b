-- The lists of questions that need no script, by year and by member, or the one called $list; of several houses each has its own. One row for each list and question, the newest first.
WITH of_house AS (SELECT *, upper(shown_house[1]) || shown_house[2:] AS its FROM questions JOIN sentences USING (question_id)),
named AS (
  SELECT 1 AS place, concat_ws('-', 'year', shown_house, coalesce(year(asked_on)::VARCHAR, 'unknown')) AS list, concat_ws(' · ', coalesce(year(asked_on)::VARCHAR, '–'), its) AS list_title, question_id
  FROM of_house
  UNION ALL
  SELECT 2 AS place, 'member-' || member_id AS list, concat_ws(' · ', name, its) AS list_title, question_id
  FROM of_house
  JOIN members USING (member_id)
)
SELECT
  n.list, n.list_title, replace(question_id, '/', '_') AS file, coalesce(q.title_nl, q.title_fr, question_id) AS title,
  concat_ws(' · ', question_id, q.author, strftime(q.asked_on, '%d/%m/%Y')) AS said
FROM named n
JOIN questions q USING (question_id)
WHERE $list IS NULL OR n.list = $list
ORDER BY n.place, n.list_title, n.list, q.asked_on DESC, q.legislature DESC, q.number DESC, question_id
