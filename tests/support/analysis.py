"""A database in memory with all tables and views, whose rows are other ones for each test."""

from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.ddl import identifier
from schemas.marts import statements, views
from schemas.tables import TABLES, table
from tasks.tables.vocabulary_rows import vocabulary_tables

Ask = Callable[[str], list[tuple[Any, ...]]]
VIEWS = {view.name: (view, next(statements(view))) for view in views()}
"""Each view with the statement that makes it, after those that it reads."""


class Analysis:
    """The views are made once; only the tables that a test fills or left filled are written for the next."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(config={"threads": 1})
        self._usual = {one.name: arrow_schema(one).empty_table() for one in TABLES} | vocabulary_tables()
        self._others: set[str] = set()
        self._fresh: set[str] = set()
        for name, rows in self._usual.items():
            self._connection.register("rows", rows)
            self._connection.execute(f"CREATE TABLE {identifier(name)} AS FROM rows")
        for _, statement in VIEWS.values():
            self._connection.execute(statement)

    def close(self) -> None:
        self._connection.close()

    def filled(self, tables: Mapping[str, pa.Table]) -> Ask:
        """Put these rows in place of those of the last test; return what answers queries."""
        for name in self._others | set(tables):
            columns = ", ".join(map(identifier, table(name).column_names))
            self._connection.register("rows", tables.get(name, self._usual[name]))
            self._connection.execute(f"DELETE FROM {identifier(name)}")
            self._connection.execute(f"INSERT INTO {identifier(name)} SELECT {columns} FROM rows")
        self._others, self._fresh = set(tables), set()
        return self._ask

    def _ask(self, query: str) -> list[tuple[Any, ...]]:
        for name, (view, statement) in VIEWS.items():
            if view.kind == "stored" and name in read_by(query) - self._fresh:
                self._connection.execute(statement)
                self._fresh.add(name)
        return self._connection.execute(query).fetchall()


def read_by(query: str) -> set[str]:
    """The views that a query reads, and those that they read."""
    found: set[str] = set()
    added = {name for name in VIEWS if name in query}
    while added:
        found |= added
        added = {other for name in added for other in VIEWS[name][0].words & VIEWS.keys()} - found
    return found
