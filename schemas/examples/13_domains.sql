-- Which fields of policy are questions about, year by year?
-- EuroVoc groups its concepts in microthesauri, and these in domains. A question with topics of two domains counts in both; Belgian terms ('be:…') are in none.
SELECT house, year, field_en AS domain, questions, share
FROM v_domains
WHERE level = 'domain' AND year = 2013
QUALIFY row_number() OVER (PARTITION BY house ORDER BY questions DESC, domain) <= 5
ORDER BY house DESC, questions DESC, domain
