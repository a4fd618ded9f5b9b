-- A member, with parties. One row.
SELECT
  m.member_id, m.name, m.house, m.spellings, m.possibly_same_as, m.legislatures, m.wikidata_id,
  (
    SELECT list({'party_id': party_id, 'party': party, 'first_asked_on': first_asked_on, 'last_asked_on': last_asked_on, 'questions': questions} ORDER BY position)
    FROM memberships
    WHERE member_id = $id
  ) AS parties
FROM members m
WHERE m.member_id = $id
