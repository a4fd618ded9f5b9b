-- What each question and its answer name. One row for each question, kind and thing; a thing is known by its identifier, else by its value, else by its letters.
SELECT
  question_id,
  kind,
  coalesce(entity_id, nullif(concat_ws(' ', value, unit), ''), text) AS thing,
  mode(text ORDER BY text) AS named,
  count(*) FILTER (WHERE part = 'question' AND language = 'nl') AS times_in_question_nl,
  count(*) FILTER (WHERE part = 'question' AND language = 'fr') AS times_in_question_fr,
  count(*) FILTER (WHERE part = 'answer' AND language = 'nl') AS times_in_answer_nl,
  count(*) FILTER (WHERE part = 'answer' AND language = 'fr') AS times_in_answer_fr
FROM mentions
GROUP BY ALL
