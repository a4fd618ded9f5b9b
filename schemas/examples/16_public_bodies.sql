-- Which public bodies do questions name, and what do your own data say about them?
-- Join other registers by enterprise number, written as in the Crossroads Bank for Enterprises; `own` is a table written for this example. Courts have an ECLI code instead, bodies of the Flemish authorities an OVO code.
WITH own(enterprise_number, field) AS (
  VALUES ('0890.082.292', 'air'), ('0203.430.576', 'rail'), ('0869.763.267', 'rail'), ('0206.653.946', 'health'), ('0367.303.762', 'health')
)
SELECT q.house, o.enterprise_number, o.name_nl AS body, own.field, count(DISTINCT m.question_id) AS questions
FROM mentions m
JOIN organisations o ON o.organisation_id = m.entity_id
JOIN own USING (enterprise_number)
JOIN questions q ON q.question_id = m.question_id
WHERE m.kind = 'organisation' AND NOT m.is_unsure
GROUP BY ALL
ORDER BY q.house DESC, questions DESC, enterprise_number
