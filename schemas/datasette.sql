-- first_look: What is in the data?
SELECT question_id, asked_on, party, minister, status, seen_on, minister_days, coalesce(title_nl, title_fr) AS title
FROM v_questions
ORDER BY asked_on DESC
LIMIT 20

-- response_times: How many answers come by the printed deadline, by year and minister?
SELECT strftime('%Y', asked_on) AS year, minister, count(*) AS questions, count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  round(avg(minister_days)) AS average_days, count(minister_late) AS with_deadline, count(minister_late) - sum(minister_late) AS in_time,
  count(counted_days) - count(minister_days) AS answers_left_out, count(counted_late) - count(minister_late) AS deadlines_left_out
FROM v_questions
WHERE status NOT IN ('requalified', 'unknown')
GROUP BY year, minister
HAVING with_deadline > 0
ORDER BY year, minister

-- activity: Who asks most, and how often is it the same question to many ministers?
SELECT strftime('%Y', asked_on) AS year, author, party, count(*) AS questions, count(DISTINCT group_id) AS distinct_questions,
  count(DISTINCT minister) AS ministers
FROM v_questions
GROUP BY year, author, party
ORDER BY questions DESC, year, author
LIMIT 50

-- by_topic: What are questions about, year by year?
SELECT strftime('%Y', asked_on) AS year, topic_nl, topic_fr, count(*) AS questions
FROM v_questions
JOIN question_topics USING (search_id)
JOIN topics USING (topic)
GROUP BY year, topic
ORDER BY year DESC, questions DESC, topic
LIMIT 100

-- who_asks_whom: Who questions whom?
SELECT legislature, party, side, minister, count(*) AS questions, count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  count(*) FILTER (WHERE status IN ('requalified', 'unknown')) AS left_out
FROM v_questions
GROUP BY legislature, party, side, minister
ORDER BY questions DESC, legislature, party, minister
LIMIT 100

-- government_opposition: Does the opposition ask more, and does it wait longer?
SELECT legislature, side, count(*) AS questions, count(*) FILTER (WHERE status = 'answered' AND NOT is_announced) AS answered,
  count(*) FILTER (WHERE status IN ('requalified', 'unknown')) AS left_out, round(avg(counted_days)) AS average_days
FROM v_questions
GROUP BY legislature, side
ORDER BY legislature, side

-- late: Which ministers are late most often?
SELECT minister, count(*) AS questions, sum(minister_late) AS late, count(*) FILTER (WHERE minister_late AND status <> 'answered') AS without_answer,
  round(avg(minister_late), 2) AS share_late
FROM v_questions
WHERE minister_late IS NOT NULL
GROUP BY minister
ORDER BY late DESC, minister
LIMIT 50

-- by_status: How many questions have an answer?
SELECT status, count(*) AS questions
FROM v_questions
GROUP BY status
ORDER BY questions DESC

-- passages: Which questions contain all of these words, and where?
SELECT q.question_id, q.asked_on, q.author, q.party,
  snippet(questions_fts, -1, '**', '**', '…', 40) AS passage, q.url_nl, q.url_fr
FROM questions_fts JOIN v_questions q ON q.search_id = questions_fts.rowid
WHERE questions_fts MATCH coalesce(nullif(escape_fts(:words), ''), '""')
ORDER BY questions_fts.rank
LIMIT 50
