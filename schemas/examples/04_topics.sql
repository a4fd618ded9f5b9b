-- What are questions about, year by year?
-- Topics are the concepts of EuroVoc on the pages, the same in both languages; `more` compares with the year before.
SELECT year, house, topic_nl, topic_fr, questions, share, rank, more
FROM v_topics
WHERE rank <= 2
ORDER BY year DESC, house DESC, rank, topic
LIMIT 5
