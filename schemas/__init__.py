"""The tables, records and vocabularies of the product, each defined once."""
