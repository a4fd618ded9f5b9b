-- The newest questions that were put to several ministers: how many there are of each, and what became of them. One row for each group.
SELECT
  group_id AS question_id,
  max(asked_on)::VARCHAR AS day,
  count(*) AS count,
  count(*) FILTER (WHERE status = 'answered') AS answered,
  count(*) FILTER (WHERE status = 'requalified') AS requalified,
  count(*) FILTER (WHERE status = 'unknown') AS unknown,
  unnest(arg_min({
    'title_nl': title_nl,
    'title_fr': title_fr,
    'author': author,
    'member_id': member_id,
    'party': party,
    'party_id': party_id,
    'original_language': original_language
  }, (legislature, number)))
FROM v_questions
WHERE group_size > 1
GROUP BY group_id
HAVING count(DISTINCT coalesce(minister_id, office_id)) > 1
ORDER BY max(asked_on) DESC NULLS LAST, group_id
LIMIT 5
