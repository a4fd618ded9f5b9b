"""From tables to a published release: Parquet, DuckDB, checks, manifest, one rename."""
