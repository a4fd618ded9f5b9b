-- How each office is called. One row for each office.
-- office_id: The office in `offices`.
-- office_nl: The form of it that Dutch pages print most often.
-- office_fr: The form of it that French pages print most often.
-- role: Highest role that its words name.
-- portfolios: What it is for.
SELECT
  office_id,
  first(printed ORDER BY questions DESC, printed) FILTER (WHERE language = 'nl') AS office_nl,
  first(printed ORDER BY questions DESC, printed) FILTER (WHERE language = 'fr') AS office_fr,
  first(role ORDER BY questions DESC, printed) AS role,
  first(portfolios ORDER BY questions DESC, printed) AS portfolios
FROM offices
GROUP BY office_id
