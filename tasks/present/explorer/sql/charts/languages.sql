-- Questions of each year by the language in which they were asked.
SELECT year, asked_in AS language, sum(questions)::INTEGER AS questions
FROM v_languages
WHERE asked_in IS NOT NULL AND year IS NOT NULL
GROUP BY year, asked_in
ORDER BY year, language DESC
