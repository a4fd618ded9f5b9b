-- What the page of a question shows, but for its sub-questions. One row for each question of `wanted`.
WITH its_texts AS (
  SELECT
    question_id,
    {
      'nl': {
        'question': max(text) FILTER (language = 'nl' AND part = 'question'),
        'answer': max(text) FILTER (language = 'nl' AND part = 'answer')
      },
      'fr': {
        'question': max(text) FILTER (language = 'fr' AND part = 'question'),
        'answer': max(text) FILTER (language = 'fr' AND part = 'answer')
      }
    } AS texts,
    list(json_array(language, part) ORDER BY language, part) FILTER (is_cut) AS cut,
    list(json_array(language, part, withdrawn_on) ORDER BY language, part) FILTER (withdrawn_on IS NOT NULL) AS withdrawn
  FROM texts
  SEMI JOIN wanted USING (question_id)
  GROUP BY question_id
),
its_mentions AS (
  SELECT
    question_id,
    list(
      json_array(language, part, start_at, end_at, kind, value, unit, entity_id, articles)
      ORDER BY language, part, start_at, end_at, kind
    ) AS mentions
  FROM mentions
  SEMI JOIN wanted USING (question_id)
  GROUP BY question_id
),
its_repairs AS (
  SELECT
    question_id,
    list(
      json_array(language, part, start_at, end_at, before, after, rule, certainty)
      ORDER BY language, part, start_at, end_at, before
    ) AS repairs
  FROM (
    SELECT question_id, language, part, start_at, end_at, before, after, rule, max(certainty) AS certainty
    FROM text_repairs
    SEMI JOIN wanted USING (question_id)
    GROUP BY question_id, language, part, start_at, end_at, before, after, rule
  )
  GROUP BY question_id
),
its_events AS (
  SELECT question_id, list(json_array(event_on, event, deadline_on, withdrawn_on) ORDER BY position) AS events
  FROM events
  SEMI JOIN wanted USING (question_id)
  GROUP BY question_id
),
its_keywords AS (
  SELECT
    question_id,
    {
      'nl': list(keyword ORDER BY position) FILTER (language = 'nl'),
      'fr': list(keyword ORDER BY position) FILTER (language = 'fr')
    } AS keywords
  FROM keywords
  SEMI JOIN wanted USING (question_id)
  GROUP BY question_id
),
its_links AS (
  SELECT
    question_id,
    list(json_array(relation, target_kind, target_id, withdrawn_on) ORDER BY relation, target_id) AS links
  FROM links
  SEMI JOIN wanted USING (question_id)
  GROUP BY question_id
),
its_pages AS (
  SELECT question_id, list(json_array(url, variant, language) ORDER BY variant, language, url) AS pages
  FROM (
    SELECT DISTINCT question_id, url, variant, language
    FROM pages
    SEMI JOIN wanted USING (question_id)
    WHERE url IS NOT NULL AND outcome = 'read'
  )
  GROUP BY question_id
),
its_issues AS (
  SELECT question_id, list(json_array(kind, detail) ORDER BY kind, detail) AS issues
  FROM (SELECT DISTINCT question_id, kind, detail FROM issues SEMI JOIN wanted USING (question_id))
  GROUP BY question_id
),
-- A page lists the first fifty of a group and its own question: all lists together grow with the group.
its_rows AS (
  SELECT
    g.group_id,
    g.question_id,
    row_number() OVER (PARTITION BY g.group_id ORDER BY m.legislature, m.number, g.question_id) AS place,
    {
      'id': g.question_id,
      'minister_id': m.minister_id,
      'minister': g.minister,
      'addressee': {'nl': g.addressee_nl, 'fr': g.addressee_fr},
      'asked_on': g.asked_on,
      'status': if(m.is_announced, 'announced', g.status),
      'answered_on': g.answered_on,
      'days': m.counted_days,
      'days_note': n.days_note,
      'likeness': g.likeness,
      'most_like': g.most_like
    } AS member
  FROM v_same_question g
  SEMI JOIN (SELECT group_id FROM questions SEMI JOIN wanted USING (question_id)) USING (group_id)
  JOIN v_questions m ON m.question_id = g.question_id
  JOIN sentences n ON n.question_id = g.question_id
),
its_group AS (
  SELECT o.question_id, if(o.place > 50, list_append(f.members, o.member), f.members) AS members
  FROM its_rows o
  JOIN (
    SELECT group_id, list(member ORDER BY place) AS members FROM its_rows WHERE place <= 50 GROUP BY group_id
  ) f USING (group_id)
  SEMI JOIN wanted USING (question_id)
),
its_topics AS (
  SELECT question_id, list([t.topic, k.language, k.keyword] ORDER BY k.language, k.position) AS topics
  FROM question_topics t
  JOIN keywords k USING (question_id)
  SEMI JOIN wanted USING (question_id)
  WHERE t.topic = coalesce(k.eurovoc_id, k.keyword) OR (k.eurovoc_id IS NULL AND t.topic = 'keyword:' || k.keyword)
  GROUP BY question_id
)
SELECT
  q.question_id,
  to_json({
    'legislature': q.legislature,
    'number': q.number,
    'title': {'nl': q.title_nl, 'fr': q.title_fr},
    'author': q.author,
    'member_id': q.member_id,
    'party': q.party,
    'party_id': q.party_id,
    'addressee': {'nl': q.addressee_nl, 'fr': q.addressee_fr},
    'office_id': q.office_id,
    'minister': v.minister,
    'minister_id': q.minister_id,
    'answer_kinds': coalesce(v.answer_kinds, []),
    'asked_is': s.asked_is,
    'asked_on': q.asked_on,
    'original_language': q.original_language,
    'status': if(v.is_announced, 'announced', q.status),
    'status_is': s.status_is,
    'seen_on': q.seen_on,
    'requalified_as': s.requalified_as,
    'deadline_on': q.deadline_on,
    'deadline_is': s.deadline_is,
    'deadline_days': s.deadline_days,
    'is_late': q.is_late,
    'late_note': s.late_note,
    'days_note': s.days_note,
    'answered_on': q.answered_on,
    'response_days': v.counted_days,
    'provisional_answer': q.provisional_answer,
    'address': {'nl': v.address_nl, 'fr': v.address_fr},
    'texts': t.texts,
    'cut': coalesce(t.cut, []),
    'withdrawn': coalesce(t.withdrawn, []),
    'mentions': coalesce(m.mentions, []),
    'repairs': coalesce(r.repairs, []),
    'events': coalesce(e.events, []),
    'keywords': k.keywords,
    'topics': coalesce(c.topics, []),
    'links': coalesce(l.links, []),
    'group_id': q.group_id,
    'group_size': v.group_size,
    'group_held': v.group_held,
    'group': coalesce(g.members, []),
    'pages': coalesce(p.pages, []),
    'issues': coalesce(i.issues, [])
  })::VARCHAR AS shown
FROM questions q
SEMI JOIN wanted USING (question_id)
JOIN v_questions v USING (question_id)
JOIN sentences s USING (question_id)
LEFT JOIN its_texts t USING (question_id)
LEFT JOIN its_mentions m USING (question_id)
LEFT JOIN its_repairs r USING (question_id)
LEFT JOIN its_events e USING (question_id)
LEFT JOIN its_keywords k USING (question_id)
LEFT JOIN its_links l USING (question_id)
LEFT JOIN its_group g USING (question_id)
LEFT JOIN its_topics c USING (question_id)
LEFT JOIN its_pages p USING (question_id)
LEFT JOIN its_issues i USING (question_id)
ORDER BY q.legislature, q.number
