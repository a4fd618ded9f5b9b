-- Views that leave out addresses, telephone numbers, and persons without an identifier; others read them too.
CREATE TEMP VIEW mentions AS
  FROM senate.main.mentions
  WHERE kind NOT IN ('email', 'phone') AND (kind <> 'person' OR entity_id IS NOT NULL);
CREATE TEMP VIEW changes AS
  FROM senate.main.changes
  WHERE table_name <> 'mentions' OR key[6] NOT IN ('email', 'phone', 'person');
