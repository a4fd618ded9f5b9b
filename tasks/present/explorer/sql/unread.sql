-- Pages with letters that no rule has read, the most first. One row for each page, the first 20.
SELECT coalesce(url, origin) AS page, letters_shown - letters_read - letters_boilerplate AS letters, detail
FROM pages JOIN issues USING (page_id) WHERE kind = 'letters_unread' ORDER BY letters DESC, page LIMIT 20
