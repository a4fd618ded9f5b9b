-- first_look: What is in the data?
SELECT question_id, house, asked_on, party, minister, status, seen_on, minister_days, coalesce(title_nl, title_fr) AS title
FROM v_questions
ORDER BY asked_on DESC
LIMIT 20

-- response_times: How many answers come by the printed deadline, by year and minister?
SELECT house, strftime('%Y', asked_on) AS year, minister, count(*) AS questions, count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  round(avg(minister_days)) AS average_days, count(minister_late) AS with_deadline, count(minister_late) - sum(minister_late) AS in_time,
  count(counted_days) - count(minister_days) AS answers_left_out, count(counted_late) - count(minister_late) AS deadlines_left_out
FROM v_questions
WHERE status NOT IN ('requalified', 'unknown')
GROUP BY house, year, minister
HAVING with_deadline > 0
ORDER BY house DESC, year, minister

-- activity: Who asks most, and how often is it the same question to many ministers?
SELECT * FROM (
  SELECT house, strftime('%Y', asked_on) AS year, author, party, count(*) AS questions, count(DISTINCT group_id) AS distinct_questions,
    count(DISTINCT minister) AS ministers, rank() OVER (PARTITION BY house ORDER BY count(*) DESC) AS rank
  FROM v_questions
  GROUP BY house, year, author, party
)
WHERE rank <= 50
ORDER BY house DESC, rank, year, author

-- by_topic: What are questions about, year by year?
SELECT house, strftime('%Y', asked_on) AS year, topic_nl, topic_fr, count(*) AS questions
FROM v_questions
JOIN question_topics USING (search_id)
JOIN topics USING (topic)
GROUP BY house, year, topic
ORDER BY year DESC, house DESC, questions DESC, topic
LIMIT 100

-- who_asks_whom: Who questions whom?
SELECT * FROM (
  SELECT house, legislature, party, side, minister, count(*) AS questions, count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
    count(*) FILTER (WHERE status IN ('requalified', 'unknown')) AS left_out, rank() OVER (PARTITION BY house ORDER BY count(*) DESC) AS rank
  FROM v_questions
  GROUP BY house, legislature, party, side, minister
)
WHERE rank <= 100
ORDER BY house DESC, rank, legislature, party, minister

-- government_opposition: Does the opposition ask more, and does it wait longer?
SELECT house, legislature, side, count(*) AS questions, count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  count(*) FILTER (WHERE status IN ('requalified', 'unknown')) AS left_out, round(avg(counted_days)) AS average_days
FROM v_questions
GROUP BY house, legislature, side
ORDER BY legislature, side

-- late: Which ministers are late most often?
SELECT house, minister, count(*) AS questions, sum(minister_late) AS late, count(*) FILTER (WHERE minister_late AND status <> 'answered') AS without_answer,
  round(avg(minister_late), 2) AS share_late
FROM v_questions
WHERE minister_late IS NOT NULL
GROUP BY house, minister
ORDER BY house DESC, late DESC, minister
LIMIT 200

-- by_status: How many questions have an answer?
SELECT house, status, count(*) AS questions
FROM v_questions
GROUP BY house, status
ORDER BY house DESC, questions DESC

-- passages: Which questions contain all of these words, and where?
SELECT q.question_id, q.house, q.asked_on, q.author, q.party,
  snippet(questions_fts, -1, '**', '**', '…', 40) AS passage, q.url_nl, q.url_fr
FROM questions_fts JOIN v_questions q ON q.search_id = questions_fts.rowid
WHERE questions_fts MATCH coalesce(nullif(escape_fts(:words), ''), '""')
ORDER BY questions_fts.rank
LIMIT 50
