"""The small tables of a release: views that count, as CSV files for charts.

small_tables.tsv has a line for each: the view, the query for its rows, columns that are left out, a note on
what differs from the view, the column whose total must agree with the large tables, and the query for that
total (`mart` is the small table). small_columns.tsv has the types of all columns, and the digits to which
numbers are rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from schemas.columns import Column, ColumnType, Table
from schemas.ddl import identifier
from schemas.marts import View, views
from schemas.vocabulary.rows import record, vocabulary_rows

SMALL_FOLDER = "marts"


@dataclass(frozen=True, slots=True)
class _Shape:
    """The type of a column in every small table, and its digits behind the point."""

    name: str
    type: str
    digits: int | None


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A small table of a release; `rows` is the query, `note` says how it differs from the view."""

    name: str
    view: str
    rows: str
    without: tuple[str, ...]
    note: str
    total: str
    agrees: str

    @property
    def path(self) -> str:
        """Its file in a release."""
        return f"{SMALL_FOLDER}/{self.name}.csv"

    @property
    def texts(self) -> tuple[str, ...]:
        """What it shows, and how it differs from the view."""
        return (_views()[self.view].comment, *filter(None, [self.note]))

    @property
    def table(self) -> Table:
        """Its definition; the texts are those of the view."""
        view, known = _views()[self.view], _shapes()
        columns = (
            Column(name, ColumnType[known[name].type.upper()], meaning)
            for name, meaning in view.columns
            if name not in self.without
        )
        return Table(f"mart_{self.name}", " ".join(self.texts), tuple(columns))

    @property
    def query(self) -> str:
        """Its rows, with rounded numbers, in the order of their columns."""
        shapes = [_shapes()[name] for name in self.table.column_names]
        columns = ", ".join(
            identifier(one.name)
            if one.digits is None
            else f"round({identifier(one.name)}, {one.digits}) AS {identifier(one.name)}"
            for one in shapes
        )
        return f"SELECT {columns} FROM ({self.rows}) ORDER BY ALL"


@cache
def small_tables() -> tuple[SmallTable, ...]:
    """Every small table, by name."""
    return tuple(record(SmallTable, row) for row in vocabulary_rows("small_tables.tsv", __package__))


@cache
def _shapes() -> Mapping[str, _Shape]:
    rows = vocabulary_rows("small_columns.tsv", __package__)
    return {row["name"]: record(_Shape, row) for row in rows}


@cache
def _views() -> Mapping[str, View]:
    return {view.name: view for view in views()}
