"""The queries of the explorer: one SQL file each, whose first line says what a row is."""

from functools import cache
from importlib.resources import files
from typing import Any

import duckdb


@cache
def query(name: str) -> str:
    """The query of a file of `sql/`, with its comment."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text("utf-8").strip()


def fetch_rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """The rows of a query, each as column name to value."""
    connection.execute(query(name))
    names = [column[0] for column in connection.description or ()]
    return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]
