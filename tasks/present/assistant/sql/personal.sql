-- Views that leave out addresses, telephone numbers, persons without an identifier, and holders of offices who are neither senators nor ministers; others read them too.
CREATE TEMP VIEW mentions AS
  FROM senate.main.mentions
  WHERE kind NOT IN ('email', 'phone') AND (kind <> 'person' OR entity_id IS NOT NULL);
CREATE TEMP VIEW office_holders AS
  FROM senate.main.office_holders
  WHERE lower(strip_accents(holder)) IN (
    SELECT lower(strip_accents(unnest(spellings))) FROM members
    UNION ALL
    SELECT lower(strip_accents(name)) FROM ministers
  );
CREATE TEMP VIEW changes AS
  FROM senate.main.changes
  WHERE
    (table_name <> 'mentions' OR key[6] NOT IN ('email', 'phone', 'person'))
    AND (table_name <> 'office_holders' OR key[1] IN (SELECT holder FROM office_holders));
