"""The small tables of a release: views that count, as CSV files for charts.

small_tables.tsv has a line for each: the view, the query for its rows, columns that are left out, a note on
what differs from the view, the column whose total must agree with the large tables, and the query for that
total (`mart` is the small table). small_columns.tsv has the types of all columns, and the digits to which
numbers are rounded.
"""

from dataclasses import dataclass
from functools import cache, partial

from schemas.columns import Column, ColumnType, Table
from schemas.marts import View, views
from schemas.vocabulary.rows import records, vocabulary_rows

SMALL_FOLDER = "marts"


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
        """What the view shows, and the note if there is one."""
        return (_views()[self.view].comment, *filter(None, [self.note]))

    @property
    def table(self) -> Table:
        """Its definition; meanings are those of the view."""
        types = {name: ColumnType[row["type"].upper()] for name, row in _columns().items()}
        columns = (
            Column(name, types[name], meaning)
            for name, meaning in _views()[self.view].columns
            if name not in self.without
        )
        return Table(f"mart_{self.name}", " ".join(self.texts), tuple(columns))

    @property
    def query(self) -> str:
        """Its rows, with rounded numbers, in the order of their columns."""
        digits = {name: _columns()[name]["digits"] for name in self.table.column_names}
        columns = [f"round({name}, {at}) AS {name}" if at else name for name, at in digits.items()]
        return f"SELECT {', '.join(columns)} FROM ({self.rows}) ORDER BY ALL"


small_tables = cache(partial(records, SmallTable, "small_tables.tsv", __package__))
"""Every small table, by name."""


@cache
def _columns() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in vocabulary_rows("small_columns.tsv", __package__)}


@cache
def _views() -> dict[str, View]:
    return {view.name: view for view in views()}
