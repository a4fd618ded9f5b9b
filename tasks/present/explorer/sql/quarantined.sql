-- Pages that were set aside. One row for each page, the first 500.
SELECT origin, reason FROM pages WHERE outcome = 'quarantined' ORDER BY origin, page_id LIMIT 500
