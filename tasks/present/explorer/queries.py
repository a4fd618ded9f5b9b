"""The queries of the explorer: one SQL file each, whose first line says what a row is."""

from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from tasks.release.query import fetch_rows


@cache
def query(name: str) -> str:
    """The query of a file of `sql/`, with its comment."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text("utf-8").strip()


def run_query(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """The rows of the query in a file of `sql/`."""
    return fetch_rows(connection, query(name))
