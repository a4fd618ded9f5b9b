-- What are questions about, year by year?
-- Topics are the thesaurus terms on the pages, with one name for both languages; `more` compares with the year before.
SELECT year, topic_nl, topic_fr, questions, share, rank, more
FROM v_topics
WHERE rank <= 2
ORDER BY year DESC, rank, topic
LIMIT 5
