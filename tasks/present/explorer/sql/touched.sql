-- Questions of which the page may differ from that in the release before, all if that was of fewer houses, and whether only the day differs on which they were last seen. `before` is the database of that release; `issues_before`, `questions_before` and `pages_before` are tables of it.
WITH of_pages AS (
  SELECT key[1] AS page_id FROM changes WHERE table_name IN ('pages', 'repairs')
),
differing AS (
  SELECT question_id
  FROM changes
  WHERE table_name IN (
    'questions', 'texts', 'events', 'keywords', 'links', 'subquestions', 'answer_parts', 'mentions',
    'text_repairs'
  )
  UNION
  SELECT question_id FROM pages SEMI JOIN of_pages USING (page_id)
  UNION
  SELECT question_id FROM pages_before SEMI JOIN of_pages USING (page_id)
  UNION
  SELECT question_id
  FROM (
    (FROM question_topics EXCEPT FROM before.question_topics)
    UNION ALL
    (FROM before.question_topics EXCEPT FROM question_topics)
  )
  UNION
  SELECT question_id
  FROM (
    (FROM issues EXCEPT FROM issues_before) UNION ALL (FROM issues_before EXCEPT FROM issues)
  )
),
of_groups AS (
  SELECT group_id FROM questions SEMI JOIN differing USING (question_id)
  UNION
  SELECT group_id FROM questions_before SEMI JOIN differing USING (question_id)
)
SELECT question_id, bool_and(is_only_seen) AS is_only_seen
FROM (
  SELECT question_id, false AS is_only_seen FROM questions SEMI JOIN of_groups USING (group_id)
  UNION ALL
  SELECT question_id, false AS is_only_seen FROM differing WHERE question_id IS NOT NULL
  UNION ALL
  SELECT question_id, false AS is_only_seen FROM questions
  WHERE (SELECT count(DISTINCT house) FROM questions) <> (SELECT count(DISTINCT house) FROM questions_before)
  UNION ALL
  SELECT question_id, true AS is_only_seen
  FROM (SELECT question_id, seen_on FROM questions EXCEPT SELECT question_id, seen_on FROM questions_before)
)
GROUP BY question_id
