"""Python's SQLite: its support of full-text search, and opening a file."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

NO_FULL_TEXT = (
    "This Python's SQLite has no full-text search (FTS5): releases have no search index. Use a Python whose "
    "SQLite has it, or set search_index to false."
)


@cache
def has_full_text() -> bool:
    """Whether SQLite was built with FTS5."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE tried USING fts5(text)")
        except sqlite3.OperationalError:
            return False
    return True


def opened(path: Path) -> closing[sqlite3.Connection]:
    """A read-only connection that leaves no files behind."""
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True))
