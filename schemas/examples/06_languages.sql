-- In which language are questions asked and answered, and by which language group?
-- `answer_in` names the languages in which the release has the text of an answer.
SELECT house, asked_in, language_group, answer_in, sum(questions) AS questions, sum(answered) AS answered, sum(unknown) AS unknown
FROM v_languages
GROUP BY ALL
ORDER BY house DESC, questions DESC, asked_in, language_group, answer_in
