"""The building blocks of a table definition: types, columns, references, joins, tables.

Every other description of a column (Arrow schema, DuckDB statements, comments, data dictionary, data package)
is derived from these objects.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any


class RowError(Exception):
    """A row has an unknown column or lacks one: a bug in the code."""


class ColumnType(Enum):
    """The types of columns: what the dictionary, DuckDB, Data Package and Croissant call each."""

    TEXT = ("text", "VARCHAR", "string", "sc:Text")
    LONG_TEXT = ("long text", "VARCHAR", "string", "sc:Text")
    INTEGER = ("integer", "INTEGER", "integer", "sc:Integer")
    NUMBER = ("number", "DOUBLE", "number", "sc:Float")
    BOOLEAN = ("boolean", "BOOLEAN", "boolean", "sc:Boolean")
    DATE = ("date", "DATE", "date", "sc:Date")
    TIMESTAMP = ("timestamp (UTC)", "TIMESTAMP WITH TIME ZONE", "datetime", "sc:DateTime")
    TEXT_LIST = ("list of text", "VARCHAR[]", "array", "sc:Text")

    def __init__(self, words: str, duckdb: str, data_package: str, croissant: str) -> None:
        self.words, self.duckdb = words, duckdb
        self.data_package, self.croissant = data_package, croissant


_WORDS = {"nl": "(Dutch)", "fr": "(French)", "id": "identifier", "sha256": "SHA-256", "url": "address"}
"""Words of names, and what headings say instead."""
MAY_LOSE = 0.01
"""How far the share of filled values of a column may fall from one release to the next."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `codes` is a closed list of values; `coded` marks codes of an open list. `unit` is in UCUM or a plain word
    ('d', 'code points'). `title` replaces the heading made of the name. `may_lose` is how far the share of
    filled values may fall among the rows that two releases have; 1 leaves the column unchecked. `may_vanish`
    are codes that a later release may lack. An unusual `may_lose` or any `may_vanish` needs a `why`. Changes
    of a column that is not `is_compared` are no news.
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
    is_compared: bool = True
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
        """Its title, else its name in words."""
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
    """A join to another table that is no foreign key: not every row has a match.

    `condition` is SQL with both table names; `note` says when there is a match. Unless the join `multiplies`,
    a second match for a row refuses the release.
    """

    table: str
    condition: str
    note: str
    multiplies: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a release.

    `description` says what one row is. Without a `key`, rows have no identity. `references` and `joins` are
    tested by query before a release is published. Unless it `may_shrink`, a lower count than in the last
    release refuses it. Tables about runs are not `reproducible` from the pages. A `vocabulary` holds what the
    product knows whatever the pages say.
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
    column_names: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """Names of the columns, in order."""
    _names: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "column_names", tuple(column.name for column in self.columns))
        object.__setattr__(self, "_names", frozenset(self.column_names))

    def row(self, *records: object, instead: Any = None, **values: Any) -> dict[str, Any]:  # noqa: ANN401
        """A row of values; other columns are what the first record with an attribute of that name has there.

        `instead` maps columns to values in place of a record's. Raises RowError for a column without any, a
        value without a column, or one that a record has too.
        """
        given, values = values.keys(), {**(instead or {}), **values}
        for record in records:
            own = {name: getattr(record, name) for name in self.column_names if hasattr(record, name)}
            if twice := ", ".join(sorted(own.keys() & given)):
                raise RowError(f"A row of {self.name}: {twice} is given twice, by a record too.")
            values = own | values
        self.require_names(values)
        return values

    def require_names(self, names: Iterable[str]) -> None:
        """Raise RowError unless the names are exactly those of the columns."""
        given = frozenset(names)
        if given != self._names:
            lacks = ", ".join(sorted(self._names - given)) or "none"
            unknown = ", ".join(sorted(given - self._names)) or "none"
            raise RowError(f"A row of {self.name}: columns missing: {lacks}; not of this table: {unknown}.")


TEXT, LONG_TEXT = ColumnType.TEXT, ColumnType.LONG_TEXT
INTEGER, NUMBER, BOOLEAN = ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN
DATE, TIMESTAMP, TEXT_LIST = ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.TEXT_LIST

required = partial(Column, required=True)
"""A column that is never null."""
