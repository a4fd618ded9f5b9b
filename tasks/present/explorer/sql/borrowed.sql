-- Words of a language that the other one has much more often, and that are rare among those of their stem there.
WITH counts AS (
  SELECT space, word, stem, greatest(sum(len(body)), sum(len(head))) AS times
  FROM counted
  JOIN stems USING (space, word)
  GROUP BY space, word, stem
),
of_stems AS (SELECT space, stem, sum(times) AS times FROM counts GROUP BY space, stem)
SELECT c.word
FROM counts c
JOIN of_stems s USING (space, stem)
JOIN counts o ON o.word = c.word AND o.space <> c.space AND o.space <> 'topic'
WHERE c.space = $space AND c.stem <> c.word
  AND c.times * $rarer <= o.times AND c.times * $rarer <= s.times - c.times
ORDER BY c.word
