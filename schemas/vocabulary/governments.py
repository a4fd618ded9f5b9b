"""Federal governments, their parties, and who held which office in them; each row with its source.

`since` is the first day of something, `until` the first day after it; None for the current one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from schemas import codes
from schemas.errors import VocabularyError
from schemas.vocabulary.entities import parties, portfolios
from schemas.vocabulary.rows import record, several, vocabulary_rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Government:
    """A federal government, from the day of its oath to that of the next one."""

    code: str
    name: str
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class CoalitionParty:
    """A party, cartel or joint group that belongs to a government or supports it."""

    government: str
    party: str
    part: str
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """Days on which a minister or secretary of state had the same role, party and portfolios.

    `minister` is made of the name, like the identifier of a member. `portfolios` include those 'charged
    with'; most prime ministers have none.
    """

    minister: str
    name: str
    party: str
    government: str
    role: str
    portfolios: tuple[str, ...]
    since: date
    until: date | None
    source: str


class _Days(NamedTuple):
    since: date
    until: date | None

    @property
    def end(self) -> date:
        """The first day after it; the last of all days if it has not ended."""
        return self.until or date.max


class _Line(NamedTuple):
    """A row of a file, for error messages."""

    file: str
    cells: Mapping[str, str]

    def error(self, says: str) -> VocabularyError:
        cells = ", ".join(cell for name, cell in self.cells.items() if cell and name != "source")
        return VocabularyError(f"schemas/vocabulary/{self.file}, row '{cells}': {says}")

    def days(self) -> _Days:
        try:
            since, until = (
                date.fromisoformat(self.cells[name]) if self.cells[name] else None
                for name in ("since", "until")
            )
        except ValueError as error:
            raise self.error(f"{error}. Write days as 2008-03-20.") from error
        if since is None:
            raise self.error("It has no first day. Write it into `since`.")
        if until and until <= since:
            raise self.error(f"It ends on {until}, not after its first day {since}. Mend one of them.")
        return _Days(since, until)

    def record(self, kind: type[T], **known: object) -> T:
        """The row as a dataclass, with its days."""
        return record(kind, self.cells, **self.days()._asdict(), **known)

    def require(self, name: str, values: Iterable[str], known: Collection[str], where: str) -> None:
        for value in values:
            if value not in known:
                raise self.error(f"The {name} '{value}' is not in {where}. Add it there, or mend the row.")


@cache
def governments() -> Mapping[str, Government]:
    """Every federal government by its code, from governments.tsv; no two share a day."""
    lines = _lines("governments.tsv")
    _check_apart(lines, ())
    found = (line.record(Government, code=line.cells["id"]) for line in lines)
    return {government.code: government for government in found}


@cache
def coalitions() -> tuple[CoalitionParty, ...]:
    """The parties of each government, from coalitions.tsv."""
    lines = _lines("coalitions.tsv")
    for line in lines:
        line.require("part", [line.cells["part"]], codes.COALITION_PARTS, "schemas/codes.py")
        _check_place(line)
    _check_apart(lines, ("government", "party"))
    return tuple(line.record(CoalitionParty) for line in lines)


@cache
def ministers() -> tuple[Term, ...]:
    """The terms of ministers and secretaries of state."""
    return _terms("ministers.tsv")


@cache
def invented_ministers() -> tuple[Term, ...]:
    """The terms of the ministers of invented questions; governments, parties and portfolios are real."""
    return _terms("invented_ministers.tsv")


def _terms(file: str) -> tuple[Term, ...]:
    lines = _lines(file)
    known = frozenset(portfolio.code for portfolio in portfolios())
    for line in lines:
        line.require("role", [line.cells["role"]], codes.ROLES, "schemas/codes.py")
        line.require("portfolio", several(line.cells["portfolios"]), known, "portfolios.tsv")
        _check_place(line)
    _check_apart(lines, ("id",))
    return tuple(line.record(Term, minister=line.cells["id"]) for line in lines)


def _lines(file: str) -> list[_Line]:
    return [_Line(file, cells) for cells in vocabulary_rows(file)]


def _check_place(line: _Line) -> None:
    """Require a known party, and days of a known government."""
    line.require("party", [line.cells["party"]], {party.code for party in parties()}, "parties.tsv")
    line.require("government", [line.cells["government"]], governments(), "governments.tsv")
    government, days = governments()[line.cells["government"]], line.days()
    term = _Days(government.since, government.until)
    if not term.since <= days.since < days.end <= term.end:
        raise line.error(
            f"Its days are not all among those of the government, {term.since} to {term.until or 'today'}. "
            "Mend them, or part the row."
        )


def _check_apart(lines: Iterable[_Line], key: Collection[str]) -> None:
    """Require that no two rows with the same key share a day."""
    groups: dict[tuple[str, ...], list[_Line]] = defaultdict(list)
    for line in lines:
        groups[tuple(line.cells[name] for name in key)].append(line)
    for group in groups.values():
        for one, other in pairwise(sorted(group, key=lambda line: line.days().since)):
            if one.days().end > other.days().since:
                raise other.error(f"The row from {one.days().since} still holds on its first day. Mend one.")
