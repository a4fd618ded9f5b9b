-- The question $question, with at most $longest letters of each text; $language leaves out the other one. One row.
WITH its_texts AS (FROM texts WHERE question_id = $question AND ($language IS NULL OR language = $language)),
its_parts AS (
  FROM v_answers_by_subquestion WHERE question_id = $question AND ($language IS NULL OR language = $language)
),
its_repairs AS (
  SELECT language, part, before, after, rule, max(certainty) AS certainty, count(*) AS times
  FROM text_repairs
  WHERE question_id = $question
  GROUP BY language, part, before, after, rule
),
its_mentions AS (
  SELECT kind, mode(text ORDER BY text) AS text, value, unit, entity_id, entity_url, is_unsure, count(*) AS times
  FROM mentions
  WHERE question_id = $question AND ($language IS NULL OR language = $language)
  GROUP BY kind, coalesce(entity_id, value, text), value, unit, entity_id, entity_url, is_unsure
),
its_pages AS (
  SELECT url, variant, language, max(seen_at)::DATE AS seen_on
  FROM pages
  WHERE question_id = $question AND url IS NOT NULL AND outcome = 'read'
  GROUP BY ALL
)
SELECT
  v.* EXCLUDE (first_seen, last_changed, answer_parts, subquestions, subquestions_answered, question_words, answer_words, number, portfolios) REPLACE (v.counted_days AS response_days, v.counted_late AS is_late, if(v.is_announced, NULL, v.days_after_deadline) AS days_after_deadline),
  (
    SELECT list({
      'language': language, 'part': part, 'text': left(text, $longest), 'letters': length(text),
      'is_shortened_here': length(text) > $longest, 'is_cut': is_cut, 'withdrawn_on': withdrawn_on
    } ORDER BY part DESC, language)
    FROM its_texts
  ) AS texts,
  (
    SELECT list({
      'language': language, 'label': label, 'subquestion': left(subquestion, $longest), 'is_answered': is_answered,
      'answer_kinds': answer_kinds, 'answer': left(answer, $longest)
    } ORDER BY language, position)
    FROM its_parts
  ) AS subquestions,
  (
    SELECT list({'event_on': event_on, 'event': event, 'deadline_on': deadline_on, 'withdrawn_on': withdrawn_on} ORDER BY position)
    FROM events
    WHERE question_id = $question
  ) AS events,
  (
    SELECT list({'topic': topic, 'topic_nl': topic_nl, 'topic_fr': topic_fr} ORDER BY topic)
    FROM question_topics
    WHERE question_id = $question
  ) AS topics,
  (
    SELECT list({'relation': relation, 'target_kind': target_kind, 'question_id': target_id, 'withdrawn_on': withdrawn_on} ORDER BY relation, target_id)
    FROM links
    WHERE question_id = $question
  ) AS links,
  (
    SELECT list({'question_id': question_id, 'house': house, 'likeness': likeness, 'most_like': most_like} ORDER BY question_id)
    FROM (
      FROM v_same_question
      WHERE group_id = v.group_id AND question_id <> $question
      ORDER BY question_id
      LIMIT 50
    )
  ) AS same_text,
  (SELECT list(p ORDER BY url) FROM its_pages p) AS pages,
  (SELECT list(r ORDER BY certainty, before, language, part) FROM its_repairs r) AS repairs,
  (SELECT list(m ORDER BY kind, text, entity_id) FROM its_mentions m) AS mentions,
  (SELECT list(DISTINCT {'kind': kind, 'detail': detail}) FROM issues WHERE question_id = $question) AS issues
FROM v_questions v
WHERE v.question_id = $question
