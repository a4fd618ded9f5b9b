-- What the page of a question shows, but for its sub-questions. One row for each question of `wanted`.
-- A page lists the first fifty of a group and its own question: all lists together grow with the group.
WITH of_groups AS (
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
      'status': n.shown_status,
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
    'status': s.shown_status,
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
    'address': {'nl': v.url_nl, 'fr': v.url_fr},
    'texts': (
      SELECT {
        'nl': {
          'question': max(text) FILTER (language = 'nl' AND part = 'question'),
          'answer': max(text) FILTER (language = 'nl' AND part = 'answer')
        },
        'fr': {
          'question': max(text) FILTER (language = 'fr' AND part = 'question'),
          'answer': max(text) FILTER (language = 'fr' AND part = 'answer')
        }
      }
      FROM texts t WHERE t.question_id = q.question_id GROUP BY t.question_id
    ),
    'cut': ARRAY(
      SELECT json_array(language, part) FROM texts t WHERE t.question_id = q.question_id AND is_cut ORDER BY language, part
    ),
    'withdrawn': ARRAY(
      SELECT json_array(language, part, withdrawn_on) FROM texts t
      WHERE t.question_id = q.question_id AND withdrawn_on IS NOT NULL ORDER BY language, part
    ),
    'mentions': ARRAY(
      SELECT json_array(language, part, start_at, end_at, kind, value, unit, entity_id, articles) FROM mentions m
      WHERE m.question_id = q.question_id ORDER BY language, part, start_at, end_at, kind
    ),
    'repairs': ARRAY(
      SELECT json_array(language, part, start_at, end_at, before, after, rule, max(certainty)) FROM text_repairs r
      WHERE r.question_id = q.question_id
      GROUP BY language, part, start_at, end_at, before, after, rule ORDER BY language, part, start_at, end_at, before
    ),
    'events': ARRAY(
      SELECT json_array(event_on, event, deadline_on, withdrawn_on) FROM events e
      WHERE e.question_id = q.question_id ORDER BY position
    ),
    'keywords': (
      SELECT {
        'nl': list(keyword ORDER BY position) FILTER (language = 'nl'),
        'fr': list(keyword ORDER BY position) FILTER (language = 'fr')
      }
      FROM keywords k WHERE k.question_id = q.question_id GROUP BY k.question_id
    ),
    'topics': ARRAY(
      SELECT [t.topic, k.language, k.keyword] FROM question_topics t
      JOIN keywords k ON t.topic = coalesce(k.eurovoc_id, k.keyword) OR (k.eurovoc_id IS NULL AND t.topic = 'keyword:' || k.keyword)
      WHERE t.question_id = q.question_id AND k.question_id = q.question_id ORDER BY k.language, k.position
    ),
    'links': ARRAY(
      SELECT json_array(relation, target_kind, target_id, withdrawn_on) FROM links l
      WHERE l.question_id = q.question_id ORDER BY relation, target_id
    ),
    'group_id': q.group_id,
    'group_size': v.group_size,
    'group_held': v.group_held,
    'group': ARRAY(
      SELECT member FROM of_groups g
      WHERE g.group_id = q.group_id AND (place <= 50 OR g.question_id = q.question_id) ORDER BY place
    ),
    'pages': ARRAY(
      SELECT json_array(url, variant, language) FROM pages p
      WHERE p.question_id = q.question_id AND url IS NOT NULL AND outcome = 'read'
      GROUP BY url, variant, language ORDER BY variant, language, url
    ),
    'issues': ARRAY(
      SELECT json_array(kind, detail) FROM issues i WHERE i.question_id = q.question_id
      GROUP BY kind, detail ORDER BY kind, detail
    )
  })::VARCHAR AS shown,
  CASE WHEN q.house <> 'senate' THEN to_json({'document': q.document_number, 'printed': q.printed_number, 'answered_by': q.answered_by_on})::VARCHAR END AS record
FROM questions q
SEMI JOIN wanted USING (question_id)
JOIN v_questions v USING (question_id)
JOIN sentences s USING (question_id)
ORDER BY q.legislature, q.number
