-- What each question is about. One row per question and topic: the concepts of its keywords, in either language, and the keywords that name no concept, in Dutch if its page has any.
-- stored
-- question_id: The question, as legislature-number: '5-8900'.
-- topic: The concept (`eurovoc`): '2494', 'be:nmbs'; or a keyword that names none, as 'keyword:2010' where a concept has that number.
-- topic_nl: Its Dutch name; null if only the French one is known.
-- topic_fr: Its French name; null if only the Dutch one is known.
-- domain_id: Domain of EuroVoc; null for Belgian terms and for keywords that name no concept.
-- microthesaurus_id: Microthesaurus of EuroVoc; null in the same cases.
SELECT
  k.question_id,
  coalesce(k.eurovoc_id, if(n.eurovoc_id IS NULL, '', 'keyword:') || k.keyword) AS topic,
  coalesce(min(e.label_nl), min(k.keyword) FILTER (k.language = 'nl')) AS topic_nl,
  coalesce(min(e.label_fr), min(k.keyword) FILTER (k.language = 'fr')) AS topic_fr,
  min(e.domain_id) AS domain_id,
  min(e.microthesaurus_id) AS microthesaurus_id
FROM keywords k
JOIN questions q ON q.question_id = k.question_id
LEFT JOIN eurovoc e ON e.eurovoc_id = k.eurovoc_id
LEFT JOIN eurovoc n ON n.eurovoc_id = k.keyword
WHERE
  k.eurovoc_id IS NOT NULL
  OR k.language = 'nl'
  OR k.question_id NOT IN (SELECT question_id FROM keywords WHERE language = 'nl')
GROUP BY q.legislature, q.number, k.question_id, topic
ORDER BY q.legislature, q.number, topic
