-- Which share of the answers to each party has substance?
-- An answer counts if its whole text is in the release: `answer_kinds` is null for a text that is cut, and ['no_text'] where there is none.
SELECT house, party_id, count(*) AS answers, count(*) FILTER (WHERE list_contains(answer_kinds, 'substance')) AS with_substance, round(with_substance / answers, 2) AS share
FROM v_questions
WHERE answer_kinds <> ['no_text']
GROUP BY house, party_id
QUALIFY row_number() OVER (PARTITION BY house ORDER BY answers DESC, party_id) <= 5
ORDER BY house DESC, answers DESC, party_id
