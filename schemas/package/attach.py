"""`attach.sql`: views over the Parquet files of a release, for DuckDB anywhere, without a download."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import NamedTuple

from schemas.ddl import quoted
from schemas.marts import View, statements, views
from schemas.package.words import Described, release_words
from schemas.tables import TABLES

ATTACH_FILE = "attach.sql"
VIEWS = "views"
"""The folder of a release with the stored views as Parquet files."""
_SETTINGS = "SET enable_http_metadata_cache = true;\nSET threads = 8;\n"
"""More threads than a small machine has processors: most of the time they wait for the network."""
_LARGE = 500_000
"""Rows from which DuckDB plans better with the statistics of the file, which it then reads at once."""


class Stored(NamedTuple):
    """Number of rows of a table or stored view, and the DuckDB types of its columns in order."""

    rows: int
    types: Mapping[str, str]


def attach_sql(described: Described, address: str, stored: Mapping[str, Stored], notice: str | None) -> str:
    """The statements; `address` is that of the folder with the files, '' for the working directory."""
    head = files(__package__).joinpath("attach_head.txt").read_text("utf-8")
    notice = f"-- {notice}\n" if notice else ""
    made = (line for view in _reading(address, stored) for line in statements(view))
    notice += head.format(**release_words(described), address=address or "the folder in which DuckDB runs")
    return notice + (_SETTINGS if address else "") + "".join(f"{line};\n" for line in made)


def _reading(address: str, stored: Mapping[str, Stored]) -> Iterator[View]:
    """Each table and each view; what is stored is read from its file."""
    for table in TABLES:
        columns = tuple((column.name, column.description) for column in table.columns)
        view = View(table.name, table.description, columns, "")
        yield _of_file(view, f"{address}{table.name}.parquet", stored[table.name])
    for view in views():
        if view.kind == "stored":
            yield _of_file(view, f"{address}{VIEWS}/{view.name}.parquet", stored[view.name])
        else:
            yield view


def _of_file(view: View, file: str, stored: Stored) -> View:
    """A view of a file; where rows and types are given, no file is opened before a query needs it."""
    more = ""
    if stored.rows < _LARGE:
        columns = ", ".join(
            f"{quoted(name)}: {{name: {quoted(name)}, type: {quoted(kind)}, default_value: NULL}}"
            for name, kind in stored.types.items()
        )
        more = f", explicit_cardinality = {stored.rows}, schema = MAP {{{columns}}}"
    return replace(view, kind="view", query=f"FROM read_parquet({quoted(file)}{more})")
