-- A minister, with the terms. One row.
SELECT
  m.minister_id, m.name,
  (
    SELECT list({'since': since, 'until': until, 'role': role, 'portfolios': portfolios, 'government_id': government_id, 'party_id': party_id} ORDER BY since)
    FROM minister_terms
    WHERE minister_id = $id
  ) AS terms
FROM ministers m
WHERE m.minister_id = $id
