-- The newest questions that were put to several ministers: how many there are of each, and what became of them. One row for each group.
SELECT
  group_id AS question_id,
  max(asked_on)::VARCHAR AS day,
  count(*) AS count,
  count(*) FILTER (WHERE status = 'answered') AS answered,
  count(*) FILTER (WHERE status = 'requalified') AS requalified,
  count(*) FILTER (WHERE status = 'unknown') AS unknown,
  arg_min(title_nl, number) AS title_nl,
  arg_min(title_fr, number) AS title_fr,
  arg_min(author, number) AS author,
  arg_min(member_id, number) AS member_id,
  arg_min(party, number) AS party,
  arg_min(party_id, number) AS party_id,
  arg_min(original_language, number) AS original_language
FROM v_questions
WHERE group_size > 1
GROUP BY legislature, group_id
HAVING count(DISTINCT coalesce(minister_id, office_id)) > 1
ORDER BY max(asked_on) DESC NULLS LAST, legislature DESC, group_id
LIMIT 5
