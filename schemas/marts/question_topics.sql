-- What each question is about, in both languages. One row per question and topic: the Dutch keywords of its page with their French equivalents from `thesaurus`, or, if there is no Dutch page, its French keywords with their Dutch equivalents.
-- stored
-- question_id: The question, as legislature-number: '5-8900'.
-- topic: One name of the topic for both languages: the Dutch term, else the French one.
-- topic_nl: The Dutch term; null if only the French one is known.
-- topic_fr: The French term; null if only the Dutch one is known.
WITH french_of AS (
  SELECT term_nl, first(term_fr ORDER BY times_seen DESC, agreed_share DESC, term_fr) AS term_fr
  FROM thesaurus
  GROUP BY term_nl
),
dutch_of AS (
  SELECT term_fr, first(term_nl ORDER BY times_seen DESC, agreed_share DESC, term_nl) AS term_nl
  FROM thesaurus
  GROUP BY term_fr
)
SELECT t.question_id, coalesce(t.topic_nl, t.topic_fr) AS topic, min(t.topic_nl) AS topic_nl, min(t.topic_fr) AS topic_fr
FROM (
  SELECT k.question_id, k.keyword AS topic_nl, p.term_fr AS topic_fr
  FROM keywords k
  LEFT JOIN french_of p ON p.term_nl = k.keyword
  WHERE k.language = 'nl'
  UNION ALL
  SELECT k.question_id, p.term_nl, k.keyword
  FROM keywords k
  LEFT JOIN dutch_of p ON p.term_fr = k.keyword
  WHERE k.language = 'fr' AND k.question_id NOT IN (SELECT question_id FROM keywords WHERE language = 'nl')
) t
JOIN questions q ON q.question_id = t.question_id
GROUP BY q.legislature, q.number, t.question_id, coalesce(t.topic_nl, t.topic_fr)
ORDER BY q.legislature, q.number, topic
