"""What each version of the schema changed, newest first; printed in changes.md of a release."""

from schemas.vocabulary.rows import vocabulary_rows

SCHEMA_HISTORY = {row["version"]: row["what changed"] for row in vocabulary_rows("history.tsv", "schemas")}
