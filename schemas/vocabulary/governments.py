"""Federal governments, their parties, and who held which office in them; each row with its source.

`since` is the first day of something, `until` the first day after it; None for the current one.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import pairwise
from typing import Any, TypeVar

from schemas.codes import Role, Stance
from schemas.vocabulary.entities import parties, portfolios
from schemas.vocabulary.rows import Cells, record, vocabulary_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    since: date
    until: date | None
    source: str

    def __post_init__(self) -> None:
        if self.end <= self.since:
            raise ValueError(
                f"column `until`: {self.until} is not after `since`, {self.since}. Mend one of them."
            )

    @property
    def end(self) -> date:
        """The first day after it; the last of all days if it has not ended."""
        return self.until or date.max


T = TypeVar("T", bound=_Days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Government(_Days):
    """A federal government, from the day of its oath to that of the next one."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionParty(_Days):
    """A party, cartel or joint group that belongs to a government or supports it."""

    government: str
    party: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(_Days):
    """Days on which a minister or secretary of state had the same role, party and portfolios.

    `minister` is made of the name, like the identifier of a member. `portfolios` include those 'charged
    with'; most prime ministers have none.
    """

    minister: str
    name: str
    party: str
    government: str
    role: Role
    portfolios: tuple[str, ...]


@cache
def governments() -> Mapping[str, Government]:
    """Every federal government by its code, from governments.tsv; no two share a day."""
    found = _read("governments.tsv", lambda row: record(Government, row, code=row["id"]))
    return {government.code: government for government in found}


@cache
def coalitions() -> tuple[CoalitionParty, ...]:
    """The parties of each government, from coalitions.tsv."""
    return _read("coalitions.tsv", lambda row: record(CoalitionParty, row), "government", "party")


def _terms(file: str) -> tuple[Term, ...]:
    return _read(file, lambda row: record(Term, row, minister=row["id"]), "minister")


ministers = cache(partial(_terms, "ministers.tsv"))
"""The terms of ministers and secretaries of state."""
invented_ministers = cache(partial(_terms, "invented_ministers.tsv"))
"""The terms of the ministers of invented questions; governments, parties and portfolios are real."""


def _read(file: str, made: Callable[[Cells], T], *key: str) -> tuple[T, ...]:
    """The rows of a file, which name what is known; no two with the same key share a day."""
    found = [(made(row), row) for row in vocabulary_rows(file)]
    groups: dict[tuple[object, ...], list[tuple[T, Cells]]] = defaultdict(list)
    for one, row in found:
        if wrong := _wrong(one):
            raise row.error(wrong)
        groups[tuple(getattr(one, name) for name in key)].append((one, row))
    for group in groups.values():
        for (one, _), (other, row) in pairwise(sorted(group, key=lambda pair: pair[0].since)):
            if one.end > other.since:
                raise row.error(
                    f"column `since`: the row from {one.since} still holds on that day. Mend one."
                )
    return tuple(one for one, _ in found)


def _wrong(one: Any) -> str | None:  # noqa: ANN401 - of any of the files
    """What a row names that is in no other file, or days outside of its government."""
    if isinstance(one, Government):
        return None
    for name, values, known in (
        ("party", [one.party], {party.code for party in parties()}),
        ("government", [one.government], governments()),
        ("portfolios", getattr(one, "portfolios", ()), {portfolio.code for portfolio in portfolios()}),
    ):
        if unknown := next((value for value in values if value not in known), None):
            file = {"party": "parties", "government": "governments"}.get(name, name)
            return f"column `{name}`: '{unknown}' is not in {file}.tsv. Add it there, or mend the row."
    term = governments()[one.government]
    if term.since <= one.since and one.end <= term.end:
        return None
    days = f"{term.since} to {term.until or 'today'}"
    return f"columns `since`, `until`: not all days are the government's, {days}. Mend them, or part the row."
