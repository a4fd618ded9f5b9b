-- Questions of each year by party. The fourteen parties that asked most stand apart, the others together.
WITH largest AS (
  SELECT party_id, mode(party ORDER BY party) AS name
  FROM v_questions
  WHERE party_id IS NOT NULL
  GROUP BY party_id
  ORDER BY count(*) DESC, party_id
  LIMIT 14
)
SELECT year(q.asked_on) AS year, coalesce(l.party_id, 'other') AS party_id, l.name AS party, count(*) AS questions
FROM v_questions q
LEFT JOIN largest l ON l.party_id = q.party_id
WHERE q.asked_on IS NOT NULL
GROUP BY ALL
ORDER BY year, questions DESC, party_id
