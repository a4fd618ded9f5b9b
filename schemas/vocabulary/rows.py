"""Reading the data files of this package: tab-separated, with a header line, without quotation marks."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from schemas.errors import VocabularyError

T = TypeVar("T")
_YEAR = re.compile(r"\d{4}")


class Cells(dict[str, str]):
    """A row of a file: column name to cell."""

    file = ""

    def __missing__(self, column: str) -> str:
        raise self.error(f"column `{column}`: the file has none. Add it.")

    def error(self, says: object) -> VocabularyError:
        """An error that names the row by its cells."""
        cells = ", ".join(cell for name, cell in self.items() if cell and name != "source")
        return VocabularyError(f"{self.file}, row '{cells}': {says}")

    def read(self, column: str, of: Any) -> Any:  # noqa: ANN401 - a type, and a value of it
        """The value of a cell in a field of a type."""
        cell = self[column]
        try:
            return _value(cell, of)
        except ValueError as error:
            raise self.error(f"column `{column}`: {error}") from None


def vocabulary_rows(file: str, package: str = "schemas.vocabulary") -> Iterator[Cells]:
    """The rows of a file of a package, without empty lines."""
    place = f"{package.replace('.', '/')}/{file}"
    with files(package).joinpath(file).open(encoding="utf-8") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = next(reader)
        for cells in reader:
            if len(cells) != len(columns) and cells:
                raise VocabularyError(
                    f"Line {reader.line_num} of {place} has {len(cells)} cells, its header {len(columns)}. "
                    f"Part the cells by one tab each, empty ones too, in this order: {', '.join(columns)}."
                )
            if cells:
                row = Cells(zip(columns, cells, strict=True))
                row.file = place
                yield row


def several(cell: str) -> tuple[str, ...]:
    """The names in a cell, separated by `|`."""
    return tuple(name for name in cell.split("|") if name)


def _moment(cell: str) -> tuple[date | None, int | None]:
    """A day and its year, only a year, or neither."""
    if not cell or _YEAR.fullmatch(cell):
        return None, int(cell or 0) or None
    day = date.fromisoformat(cell)
    return day, day.year


_READ: Mapping[Any, tuple[Callable[[str], Any], str]] = {
    bool: (bool, ""),
    int: (int, "whole numbers as 54"),
    float: (float, "numbers as 0.95"),
    date: (date.fromisoformat, "days as 2008-03-20"),
    _moment: (_moment, "days as 2008-03-20, or years as 2008"),
}
"""How a cell is read, by the type of its field, and what to write in it."""
_types: Callable[[type], dict[str, Any]] = cache(get_type_hints)


def _value(cell: str, of: Any) -> Any:  # noqa: ANN401 - a type, and a value of it
    """What a cell says in a field of a type; raises ValueError if it cannot."""
    if get_origin(of) is tuple:
        return tuple(_value(one, get_args(of)[0]) for one in several(cell))
    if isinstance(of, UnionType):
        return _value(cell, get_args(of)[0]) if cell else None
    if get_origin(of) is Literal and cell not in get_args(of):
        raise ValueError(f"'{cell}' is none of {', '.join(get_args(of))}. Write one of these.")
    read, form = _READ.get(of, (str, ""))
    try:
        return read(cell)
    except ValueError:
        raise ValueError(f"'{cell}' cannot be read. Write {form}.") from None


def record(kind: type[T], row: Cells, **known: object) -> T:
    """A row as a dataclass; the columns have the names of its fields, but for those that are `known`.

    Raises VocabularyError for a cell that is no value of its field, and what the dataclass refuses.
    """
    read = {name: row.read(name, of) for name, of in _types(kind).items() if name not in known}
    try:
        return kind(**known, **read)
    except ValueError as error:
        raise row.error(error) from error


def records(
    kind: type[T], file: str, package: str = "schemas.vocabulary", others: tuple[str, ...] = ()
) -> tuple[T, ...]:
    """Every row of a file as a dataclass, in the order of the file; `others` are columns read elsewhere."""
    rows = tuple(vocabulary_rows(file, package))
    for name in (name for row in rows[:1] for name in row if name not in {*_types(kind), *others}):
        raise rows[0].error(f"column `{name}`: nothing reads it. Remove it, or mend its name.")
    return tuple(record(kind, row) for row in rows)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """When something began and ended: days with their years, or years only if the source has no days.

    `until` is the first day after it, `until_year` the year of its last day.
    """

    since: date | None
    until: date | None
    since_year: int | None
    until_year: int | None

    @property
    def first(self) -> date:
        """The earliest possible first day."""
        return self.since or (date(self.since_year, 1, 1) if self.since_year else date.min)

    @property
    def last(self) -> date:
        """The latest possible last day."""
        if self.until:
            return self.until - timedelta(days=1)
        return date(self.until_year, 12, 31) if self.until_year else date.max


def lifetime(row: Cells) -> Lifetime:
    """The cells `since` and `until` of a row, each a year or an ISO date."""
    (since, first), (until, last) = row.read("since", _moment), row.read("until", _moment)
    return Lifetime(since, until, first, (until - timedelta(days=1)).year if until else last)
