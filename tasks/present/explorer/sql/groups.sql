-- The newest questions of each house that were put to several ministers: how many there are of each, and what became of those held. One row for each group.
SELECT
  'group' AS what,
  group_id AS question_id,
  max(asked_on)::VARCHAR AS day,
  any_value(group_size) AS count,
  count(*) AS held,
  count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  count(*) FILTER (WHERE is_announced) AS announced,
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
WHERE group_held > 1
GROUP BY house, group_id
HAVING count(DISTINCT coalesce(minister_id, office_id)) > 1
QUALIFY row_number() OVER (PARTITION BY house ORDER BY max(asked_on) DESC NULLS LAST, group_id) <= 5
ORDER BY max(asked_on) DESC NULLS LAST, group_id
