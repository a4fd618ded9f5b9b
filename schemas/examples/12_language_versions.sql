-- Which language versions are missing or came late?
-- Lateness is measured by the days on which pages were fetched; in the sample all pages of a question have the same, so none can be late.
SELECT question_id, house, part, language, original_language, state, days_late, answered_on
FROM v_language_versions
