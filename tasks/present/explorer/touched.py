"""Which questions need new files."""

from pathlib import Path

import duckdb

from schemas.ddl import identifier, quoted
from tasks.present.explorer.queries import query

_OF_BEFORE = ("questions", "pages", "issues")


def mark_touched(connection: duckdb.DuckDBPyConnection, before: Path | None) -> None:
    """Make the table `touched` in the DuckDB connection: the questions whose files must be rewritten.

    `before` is the release that `changes` compares with; without one, all are rewritten.
    """
    if before is None:
        connection.execute("CREATE TEMP TABLE touched AS SELECT question_id FROM questions")
        return
    for name in _OF_BEFORE:
        path = quoted(str(before / f"{name}.parquet"))
        view = identifier(f"{name}_before")
        connection.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM read_parquet({path})")
    connection.execute(f"CREATE TEMP TABLE touched AS {query('touched')}")
