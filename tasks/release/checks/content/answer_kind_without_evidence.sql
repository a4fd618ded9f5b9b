-- A kind of an answer other than substance has the words that show it.
SELECT question_id, language, position FROM answer_parts WHERE answer_kind <> 'substance' AND evidence IS NULL
