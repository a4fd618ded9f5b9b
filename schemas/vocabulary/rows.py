"""Reading the data files of this package: tab-separated, with a header line, without quotation marks."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, get_type_hints

from schemas.errors import VocabularyError

T = TypeVar("T")
_YEAR = re.compile(r"\d{4}")


def vocabulary_rows(file: str, package: str = "schemas.vocabulary") -> Iterator[dict[str, str]]:
    """The rows of a file of a package, each as column name to cell, without empty lines."""
    with files(package).joinpath(file).open(encoding="utf-8") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = next(reader)
        for cells in reader:
            if len(cells) != len(columns) and cells:
                raise VocabularyError(
                    f"Line {reader.line_num} of {package.replace('.', '/')}/{file} has {len(cells)} cells, "
                    f"its header {len(columns)}. Part the cells by one tab each, empty ones too, in this "
                    f"order: {', '.join(columns)}."
                )
            if cells:
                yield dict(zip(columns, cells, strict=True))


def several(cell: str) -> tuple[str, ...]:
    """The names in a cell, separated by `|`."""
    return tuple(name for name in cell.split("|") if name)


_READ: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    str | None: lambda cell: cell or None,
    int: int,
    bool: bool,
    int | None: lambda cell: int(cell) if cell else None,
    float: float,
    float | None: lambda cell: float(cell) if cell else None,
    date: date.fromisoformat,
    date | None: lambda cell: date.fromisoformat(cell) if cell else None,
    tuple[str, ...]: several,
}
"""How a cell is read, by the type of its field."""
_types: Callable[[type], dict[str, Any]] = cache(get_type_hints)


def record(kind: type[T], row: Mapping[str, str], **known: object) -> T:
    """A row as a dataclass; the columns have the names of its fields, but for those that are `known`."""
    read = {name: _READ[of](row[name]) for name, of in _types(kind).items() if name not in known}
    return kind(**known, **read)


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
    since, until = (_day(row[name]) for name in ("since", "until"))
    last = until and until - timedelta(days=1)
    return Lifetime(since, until, _year(row["since"], since), _year(row["until"], last))


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell and not _YEAR.fullmatch(cell) else None


def _year(cell: str, day: date | None) -> int | None:
    return day.year if day else int(cell or 0) or None
