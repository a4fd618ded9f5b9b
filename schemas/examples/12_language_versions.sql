-- Which language versions are missing or came late?
-- Days are those on which the pages were fetched; pages of the sample tell none, so nothing of it can be late.
SELECT question_id, part, language, original_language, state, days_late, answered_on
FROM v_language_versions
