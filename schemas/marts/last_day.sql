-- The last day covered by the release: the latest day on which a copy was seen. A question whose copies have no day counts with the last date of its status. One row.
-- day: That day; nothing is known of later ones.
SELECT max(coalesce(q.seen_on, h.since)) AS day
FROM questions q
LEFT JOIN status_history h ON h.question_id = q.question_id
