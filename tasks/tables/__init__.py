"""Records to rows of tables."""
