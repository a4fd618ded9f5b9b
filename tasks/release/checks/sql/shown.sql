-- The pages that were read, with what is new since the release before. One row for each page.
CREATE TEMP TABLE shown AS
WITH known AS (
  SELECT
    concat_ws(', ', variant, form, 'from ' || source) AS pages, form, page_id, question_id, group_id, author,
    coalesce(url, origin) AS example, page_id NOT IN (SELECT page_id FROM pages_before) AS is_new,
    letters_shown AS shown, letters_shown - letters_read - letters_boilerplate AS unread
  FROM pages
  LEFT JOIN questions USING (question_id)
  WHERE outcome = 'read'
),
kinds AS (
  SELECT pages, count(*) FILTER (is_new) AS new, count(*) FILTER (NOT is_new) AS old FROM known GROUP BY pages
)
FROM known JOIN kinds USING (pages);
-- The questions that are new in a legislature of which much was held, over half a year.
CREATE TEMP TABLE coming AS
FROM questions ANTI JOIN questions_before USING (question_id)
WHERE legislature IN (
  SELECT legislature FROM questions_before
  GROUP BY ALL HAVING count(*) >= 200 AND max(asked_on) - min(asked_on) >= 180
)
