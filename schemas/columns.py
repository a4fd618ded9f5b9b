"""The building blocks of a table definition: column types, columns and tables.

Everything that describes a column elsewhere (Arrow schema, DuckDB statements, comments, data dictionary,
data package) is derived from these objects.
"""

from dataclasses import dataclass
from enum import Enum


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
    """

    name: str
    type: ColumnType
    description: str
    required: bool = False
    codes: tuple[str, ...] = ()
    unit: str = ""
    title: str = ""

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
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    may_shrink: bool = True
    reproducible: bool = True
    vocabulary: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)
