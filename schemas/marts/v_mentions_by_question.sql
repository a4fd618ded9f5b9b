-- What each question and its answer name. One row per question, kind and thing; a thing is identified by its identifier, else by its value, else by its text. Counts are of the texts in the release, so 0 can mean that the text is missing.
-- question_id: The question, as legislature-number: '5-8900'.
-- kind: Kind of thing.
-- thing: Its identifier, else its value with its unit, else its text.
-- named: The text by which it is most often named.
-- is_cut: Whether one of the question's texts is cut, so that it may name more than is counted here.
-- times_in_question_nl: How often the Dutch question names it.
-- times_in_question_fr: How often the French question names it.
-- times_in_answer_nl: How often the Dutch answer names it.
-- times_in_answer_fr: How often the French answer names it.
SELECT
  question_id,
  kind,
  coalesce(entity_id, nullif(concat_ws(' ', value, unit), ''), text) AS thing,
  mode(text ORDER BY text) AS named,
  question_id IN (SELECT question_id FROM texts WHERE is_cut) AS is_cut,
  count(*) FILTER (WHERE part = 'question' AND language = 'nl') AS times_in_question_nl,
  count(*) FILTER (WHERE part = 'question' AND language = 'fr') AS times_in_question_fr,
  count(*) FILTER (WHERE part = 'answer' AND language = 'nl') AS times_in_answer_nl,
  count(*) FILTER (WHERE part = 'answer' AND language = 'fr') AS times_in_answer_fr
FROM mentions
GROUP BY ALL
