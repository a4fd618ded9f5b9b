-- Why a question is not in the release. One row if that is known.
SELECT kind, reason
FROM gaps
WHERE legislature = try_cast(split_part($question, '-', 1) AS INTEGER)
  AND try_cast(split_part($question, '-', 2) AS INTEGER) BETWEEN first_number AND last_number
