-- Which fields of policy are questions about, year by year?
-- EuroVoc groups its concepts in microthesauri, and these in domains. A question with topics of two domains counts in both; Belgian terms ('be:…') are in none.
SELECT year, field_en AS domain, questions, share
FROM v_domains
WHERE level = 'domain' AND year = 2013
ORDER BY questions DESC, domain
LIMIT 5
