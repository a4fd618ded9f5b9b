"""Opening a release for reading."""

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from tasks.common.errors import DamagedReleaseError
from tasks.release.published.manifest import DUCKDB_FILE

_Config = dict[str, str | bool | int | float | list[str]]
_CLOSED: _Config = {
    "enable_external_access": False,
    "lock_configuration": True,
    "allowed_configs": ["TimeZone", "threads", "memory_limit"],
}
"""No query reaches a file, an extension or the network, or changes these settings."""
_OPEN: _Config = {"python_enable_replacements": False}
"""No query reads variables of the process."""


@contextmanager
def reading(release: Path) -> Iterator[None]:
    """Turn any error of a library that reads a release into DamagedReleaseError."""
    try:
        yield
    except _unreadable() as error:
        first = str(error).strip().split("\n", 1)[0].rstrip(".")
        raise DamagedReleaseError(
            f"The release {release.name} cannot be read: {first}. "
            "`senate-questions release verify` shows what is damaged, and `rebuild` builds it again."
        ) from error


def _unreadable() -> tuple[type[Exception], ...]:
    """The errors of the libraries; most commands load no Arrow."""
    arrow = sys.modules.get("pyarrow")
    return (duckdb.Error, sqlite3.Error, OSError, *([arrow.ArrowException] if arrow else []))


VALUES = {
    "member_id": "members",
    "party_id": "parties",
    "minister_id": "ministers",
    "office_id": "offices",
    "topic": "question_topics",
    **dict.fromkeys(("house", "term", "legislature"), "questions"),
}
"""The table or view with all values of what questions are counted and sought by, in a column of that name."""


def has_value(release: duckdb.DuckDBPyConnection, name: str, value: object) -> bool:
    """Whether a release has a value of a column of `VALUES`."""
    query = f"FROM {VALUES[name]} WHERE {name}::VARCHAR = $value LIMIT 1"
    return bool(fetch_rows(release, query, {"value": str(value)}))


def fetch_rows(
    connection: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The rows of a query with values for its parameters, each as column name to value."""
    connection.execute(query, values)
    names = [column[0] for column in connection.description or ()]
    return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]


def open_release(release: Path, *, allow_files: bool = False) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a release; with `allow_files` queries reach other files and the network."""
    config = _OPEN if allow_files else _OPEN | _CLOSED
    with reading(release):
        return duckdb.connect(str(release / DUCKDB_FILE), read_only=True, config=config)
