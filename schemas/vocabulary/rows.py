"""Reading the data files of this package: tab-separated, with a header line, without quotation marks."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from schemas.errors import VocabularyError

_YEAR = re.compile(r"\d{4}")


def vocabulary_rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of a file, each as column name to cell; empty lines are none.

    Raises:
        VocabularyError: When a line has more or fewer cells than the header has.
    """
    with files(__package__).joinpath(file).open(encoding="utf-8") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = next(reader)
        for cells in reader:
            if len(cells) != len(columns) and cells:
                raise VocabularyError(
                    f"Line {reader.line_num} of schemas/vocabulary/{file} has {len(cells)} cells, its header "
                    f"{len(columns)}. Part the cells by one tab each, empty ones too, in this order: "
                    f"{', '.join(columns)}."
                )
            if cells:
                yield dict(zip(columns, cells, strict=True))


def several(cell: str) -> tuple[str, ...]:
    """The names in a cell, which `|` parts."""
    return tuple(name for name in cell.split("|") if name)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """When something began and ended, each a day with its year or, where the source knows no more, a year.

    Attributes:
        since: The first day.
        until: The day from which it no longer was.
        since_year: The year of the first day.
        until_year: The year of the last day.
    """

    since: date | None
    until: date | None
    since_year: int | None
    until_year: int | None

    @property
    def first(self) -> date:
        """The first day on which it may have been."""
        return self.since or (date(self.since_year, 1, 1) if self.since_year else date.min)

    @property
    def last(self) -> date:
        """The last day on which it may have been."""
        if self.until:
            return self.until - timedelta(days=1)
        return date(self.until_year, 12, 31) if self.until_year else date.max


def lifetime(row: Mapping[str, str]) -> Lifetime:
    """The cells `since` and `until` of a row.

    Raises:
        ValueError: When one is neither a year nor an ISO date.
    """
    since, until = (_day(row[name]) for name in ("since", "until"))
    last = until and until - timedelta(days=1)
    return Lifetime(since, until, _year(row["since"], since), _year(row["until"], last))


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell and not _YEAR.fullmatch(cell) else None


def _year(cell: str, day: date | None) -> int | None:
    return day.year if day else int(cell or 0) or None
