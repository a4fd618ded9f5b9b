"""The small tables of a release, as CSV by RFC 4180, and whether their totals are those of the large ones."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import duckdb

from schemas.columns import ColumnType
from schemas.ddl import identifier, quoted
from schemas.marts.small import SMALL_FOLDER, SmallTable, small_tables
from tasks.common.files import write_whole
from tasks.release.checks.checks import Fault

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a formula begins with (OWASP, CSV injection)."""


def write_small_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the small tables into the folder of a release whose tables and views are open."""
    (folder / SMALL_FOLDER).mkdir(exist_ok=True)
    for small in small_tables():
        text = StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(small.table.column_names)
        writer.writerows(map(_cell, row) for row in connection.execute(small.query).fetchall())
        write_whole(folder / small.path, text.getvalue().encode())


def no_formula(text: str) -> str:
    """A text with an apostrophe before it, if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(value: object) -> object:
    if isinstance(value, str):
        return no_formula(value)
    return str(value).lower() if isinstance(value, bool) else value


def unlike_totals(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Fault]:
    """The small tables in a folder whose total is not that of the tables of the open release."""
    for small in small_tables():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE mart AS FROM {_file(small, folder)}")
        rows = connection.execute(
            f"SELECT coalesce(sum({identifier(small.total)}), 0), ({small.agrees}) FROM mart"
        ).fetchall()
        if rows[0][0] != rows[0][1]:
            demand = f"The sum of {small.total} in {small.path} is that of the tables, {rows[0][1]:,}."
            yield Fault(f"{small.name}_unlike_tables", demand, int(rows[0][0]), counted="is that of the file")


def _file(small: SmallTable, folder: Path) -> str:
    types = ", ".join(f"{quoted(one.name)}: {quoted(one.type.duckdb)}" for one in small.table.columns)
    path, signs = quoted(str(folder / small.path)), ", ".join(map(quoted, _FORMULA))
    rows = f"read_csv({path}, header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{types}}})"
    plain = ", ".join(
        f"if({name}[1] = '''' AND {name}[2] IN ({signs}), {name}[2:], {name}) AS {name}"
        for name in (identifier(one.name) for one in small.table.columns if one.type is ColumnType.TEXT)
    )
    return f"(SELECT * REPLACE ({plain}) FROM {rows})" if plain else rows
