-- The words of the questions in `wanted`, whose `place` is that in the index: keywords, and by language those of titles, names and texts. One row for each space and word, with the places of questions that have it in their texts (`body`), and in titles and names (`head`).
WITH its_texts AS (
  SELECT question_id, language, string_agg(text, ' ') AS words
  FROM texts
  SEMI JOIN wanted USING (question_id)
  GROUP BY ALL
),
its_keywords AS (
  SELECT question_id, language, string_agg(keyword, ' ') AS words
  FROM keywords
  SEMI JOIN wanted USING (question_id)
  GROUP BY ALL
),
read AS (
  SELECT
    w.place,
    l.language,
    [
      t.words,
      concat_ws(
        ' ', v.author, v.party, v.minister, k.words,
        if(l.language = 'nl', v.title_nl, v.title_fr),
        if(l.language = 'nl', v.addressee_nl, v.addressee_fr)
      )
    ] AS both_parts
  FROM wanted w
  JOIN v_questions v USING (question_id)
  CROSS JOIN (SELECT unnest(['nl', 'fr']) AS language) l
  LEFT JOIN its_texts t ON t.question_id = w.question_id AND t.language = l.language
  LEFT JOIN its_keywords k ON k.question_id = w.question_id AND k.language = l.language
),
found AS (
  SELECT
    language AS space,
    place,
    nth = 2 AS is_head,
    unnest(list_distinct(words_of(folded(both_parts[nth])))) AS word
  FROM read
  CROSS JOIN (SELECT unnest([1, 2]) AS nth)
  UNION ALL
  SELECT 'topic' AS space, place, false AS is_head, topic AS word
  FROM wanted
  JOIN question_topics USING (question_id)
)
SELECT
  space,
  word,
  coalesce(list(place) FILTER (NOT is_head), []) AS body,
  coalesce(list(place) FILTER (is_head), []) AS head
FROM found
WHERE space = 'topic' OR length(word) <= 40
GROUP BY space, word
