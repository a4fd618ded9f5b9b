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

    def error(self, says: object) -> VocabularyError:
        """An error that names the row by its cells."""
        cells = ", ".join(cell for name, cell in self.items() if cell and name != "source")
        return VocabularyError(f"{self.file}, row '{cells}': {says}")


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


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise ValueError(f"{error}. Write days as 2008-03-20.") from None


_READ: Mapping[Any, Callable[[str], Any]] = {str: str, int: int, bool: bool, float: float, date: _day}
_types: Callable[[type], dict[str, Any]] = cache(get_type_hints)


def _value(cell: str, of: Any) -> Any:  # noqa: ANN401 - a type, and a value of it
    """What a cell says in a field of a type; raises ValueError if it cannot."""
    if get_origin(of) is tuple:
        return tuple(_value(one, get_args(of)[0]) for one in several(cell))
    if isinstance(of, UnionType):
        return _value(cell, get_args(of)[0]) if cell else None
    if get_origin(of) is Literal and cell not in get_args(of):
        raise ValueError(f"'{cell}' is none of {', '.join(get_args(of))}.")
    return _READ.get(of, str)(cell)


def record(kind: type[T], row: Cells, **known: object) -> T:
    """A row as a dataclass; the columns have the names of its fields, but for those that are `known`.

    Raises VocabularyError for a cell that is no value of its field, and what the dataclass refuses.
    """
    try:
        read = {name: _value(row[name], of) for name, of in _types(kind).items() if name not in known}
        return kind(**known, **read)
    except ValueError as error:
        raise row.error(error) from error


def records(kind: type[T], file: str, package: str = "schemas.vocabulary") -> tuple[T, ...]:
    """Every row of a file as a dataclass, in the order of the file."""
    return tuple(record(kind, row) for row in vocabulary_rows(file, package))


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


def lifetime(row: Mapping[str, str]) -> Lifetime:
    """The cells `since` and `until` of a row, each a year or an ISO date."""
    since, until = (
        None if not row[name] or _YEAR.fullmatch(row[name]) else _day(row[name])
        for name in ("since", "until")
    )
    last = until and until - timedelta(days=1)
    return Lifetime(since, until, _year(row["since"], since), _year(row["until"], last))


def _year(cell: str, day: date | None) -> int | None:
    return day.year if day else int(cell or 0) or None
