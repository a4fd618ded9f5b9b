-- Which municipalities do questions name most, per 100,000 inhabitants?
-- Join your own figures by NIS code and year: `own` is such a table, with round numbers written for this example. A mention has the code of the day of its question; one of a former municipality counts for the one that it merged into. Unsure mentions are left out: "Brussel" alone may be the region.
WITH own(nis_code, year, inhabitants) AS (
  VALUES ('44021', 2012, 250000), ('44021', 2022, 265000), ('52011', 2012, 204000), ('57081', 2012, 69000), ('46014', 2022, 42000)
)
SELECT q.house, place.nis_code, place.name_nl AS municipality, own.year, own.inhabitants, count(DISTINCT m.question_id) AS questions,
  round(100000 * count(DISTINCT m.question_id) / own.inhabitants, 1) AS per_100_000
FROM mentions m
JOIN questions q USING (question_id)
JOIN places named ON named.place_id = m.entity_id
JOIN places place ON place.place_id = CASE WHEN named.until <= q.asked_on THEN coalesce(named.merged_into, named.place_id) ELSE named.place_id END
JOIN own ON own.nis_code = place.nis_code AND own.year = year(q.asked_on)
WHERE m.kind = 'place' AND NOT m.is_unsure
GROUP BY q.house, place.nis_code, municipality, own.year, own.inhabitants
ORDER BY q.house DESC, per_100_000 DESC, place.nis_code, own.year
