-- Pages with letters that no rule has read, the most first. One row for each page, the first 20.
SELECT coalesce(url, origin) AS page, letters_shown - letters_read - letters_boilerplate AS letters, min(detail) AS detail
FROM pages
JOIN issues USING (page_id)
WHERE kind = 'letters_unread'
GROUP BY page_id, page, letters
ORDER BY letters DESC, page, page_id
LIMIT 20
