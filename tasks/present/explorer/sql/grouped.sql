-- The words of a space by stem, with the places of each. One row for each word or stem.
WITH by_word AS (
  SELECT
    word,
    stem,
    flatten(list(body)) AS body,
    flatten(list(head)) AS head,
    greatest(sum(len(body)), sum(len(head)))::INTEGER AS times
  FROM counted
  JOIN stems USING (space, word)
  WHERE space = $space
  GROUP BY word, stem
),
by_stem AS (
  SELECT
    stem,
    list_sort(list_distinct(flatten(list(body)))) AS body,
    list_sort(list_distinct(flatten(list(head)))) AS head
  FROM by_word
  GROUP BY stem
)
SELECT
  coalesce(s.stem, w.word) AS key,
  coalesce(s.body, []),
  coalesce(s.head, []),
  coalesce(w.times, 0),
  if(w.stem <> w.word, w.stem, NULL)
FROM by_stem s
FULL JOIN by_word w ON w.word = s.stem
ORDER BY key
