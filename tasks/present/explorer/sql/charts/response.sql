-- Days to the answer by minister, from sending. The fifteen who answered most; where nobody is known to have held the office, the office.
SELECT
  min(minister) AS minister,
  mode(addressee_nl ORDER BY addressee_nl) AS office_nl,
  mode(addressee_fr ORDER BY addressee_fr) AS office_fr,
  min(portfolios) AS portfolios,
  count(response_days) AS answers,
  median(response_days) AS median_days,
  quantile_cont(response_days, 0.9) AS p90_days
FROM v_questions
WHERE response_days IS NOT NULL AND office_id IS NOT NULL
GROUP BY coalesce(minister_id, office_id)
ORDER BY answers DESC, min(minister_id), min(office_id)
LIMIT 15
