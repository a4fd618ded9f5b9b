"""What comes out: tables, records and vocabularies, each defined once."""
