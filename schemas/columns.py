"""The building blocks of a table definition: column types, columns and tables.

Everything that describes a column elsewhere (Arrow schema, DuckDB statements, comments, data dictionary,
data package) is derived from these objects.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class RowError(Exception):
    """A row names a column that its table does not have, or leaves one out: a fault of the code."""


class ColumnType(Enum):
    """The types a column can have; each output format maps them in one place."""

    TEXT = "text"
    LONG_TEXT = "long text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp (UTC)"
    TEXT_LIST = "list of text"


_WORDS = {"nl": "(Dutch)", "fr": "(French)", "id": "identifier", "sha256": "SHA-256", "url": "address"}
"""Words of names that a heading says in another way."""
MAY_LOSE = 0.01
"""By how much the share of filled values of a column may fall from one release to the next."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: The name in every format.
        type: One of `ColumnType`.
        description: One sentence for the data dictionary; says unit and base where there is one.
        required: True when the column is never null.
        codes: The closed list of values, when there is one.
        unit: The unit of its numbers, when they have one, as UCUM or a plain word: 'd', 'code points'.
        title: What to print above it; made of the name where that will do.
        may_lose: By how much the share of filled values may fall, among the rows that two releases hold; 1
            leaves the column unchecked.
        may_vanish: Codes that a later release may have no row of.
        coded: True when its values are codes though the list of them is open.
        why: The reason for another `may_lose` than the usual one, or for `may_vanish`.

    Raises:
        ValueError: When a reason is missing, or codes may vanish from a column without codes.
    """

    name: str
    type: ColumnType
    description: str
    required: bool = False
    codes: tuple[str, ...] = ()
    unit: str = ""
    title: str = ""
    may_lose: float = MAY_LOSE
    may_vanish: tuple[str, ...] = ()
    coded: bool = False
    why: str = ""

    def __post_init__(self) -> None:
        if bool(self.why) != (self.may_lose != MAY_LOSE or bool(self.may_vanish)):
            raise ValueError(f"{self.name}: an exception has a reason, and a reason an exception.")
        if self.may_vanish and not self.has_codes:
            raise ValueError(f"{self.name}: codes may vanish from it, but it has none.")

    @property
    def has_codes(self) -> bool:
        """Whether its values are codes, of a closed list or an open one."""
        return self.coded or bool(self.codes)

    @property
    def heading(self) -> str:
        """What to print above it: its title, else its name in words."""
        if self.title:
            return self.title
        words = [_WORDS.get(word, word) for word in self.name.split("_")]
        return words[0][:1].upper() + " ".join(words)[1:]


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that point to the key of another table, or a part of it; tested by query, never enforced."""

    columns: tuple[str, ...]
    table: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """A way from a table to another that is no foreign key: not every row has a row there.

    Attributes:
        table: The other table.
        condition: SQL, with the two tables under their names.
        note: When it finds a row, in a sentence.
        multiplies: True when a row may meet several there; each other join is refused when one does.
    """

    table: str
    condition: str
    note: str
    multiplies: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a release.

    Attributes:
        name: The name of the table and of its Parquet file.
        description: One sentence: what one row is.
        columns: In the order of every format.
        key: Column names that identify a row; empty when rows have no identity.
        references: Tested by query before a release is published.
        may_shrink: False when a count below the last release's refuses publication.
        reproducible: False for tables that tell of runs rather than of pages.
        vocabulary: True for tables that hold what the product knows, whatever the pages say.
        joins: Ways to other tables that are no foreign keys; tested by query, too.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    may_shrink: bool = True
    reproducible: bool = True
    vocabulary: bool = False
    joins: tuple[Join, ...] = ()
    _names: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", frozenset(self.column_names))

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def row(self, **values: Any) -> dict[str, Any]:  # noqa: ANN401
        """A row, with a value or None for each column.

        Raises:
            RowError: When a column is missing, or a name is none of a column.
        """
        self.require_names(values)
        return values

    def require_names(self, names: Iterable[str]) -> None:
        """See that names are just those of the columns.

        Raises:
            RowError: When they are not.
        """
        given = frozenset(names)
        if given != self._names:
            lacks = ", ".join(sorted(self._names - given)) or "none"
            unknown = ", ".join(sorted(given - self._names)) or "none"
            raise RowError(f"A row of {self.name}: columns missing: {lacks}; not of this table: {unknown}.")
