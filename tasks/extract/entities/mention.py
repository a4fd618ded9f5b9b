"""A mention, and which of several overlapping ones is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isfinite
from typing import Self

from schemas.codes import MENTION_KINDS, FoundBy, MentionKind
from schemas.vocabulary.entities import unit_codes

_RANK = {kind: rank for rank, kind in enumerate(MENTION_KINDS)}


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing named, with its place in code points (half-open)."""

    start: int
    end: int
    kind: MentionKind
    text: str
    value: str | None = None  # its normal form, for kinds that have one
    unit: str | None = None  # unit, counted noun or currency
    entity_id: str | None = None  # identifier of the thing, if known
    is_unsure: bool = False  # whether another thing may have that identifier too
    articles: str | None = None  # articles of a legal act, as printed
    found_by: FoundBy = "rule"

    def within(self, text: str, start: int, end: int) -> Self:
        """The same thing, named at another place of a text."""
        return replace(self, start=start, end=end, text=text[start:end])

    @property
    def unit_code(self) -> str | None:
        """The unit, the same in both languages; None for a counted noun, which is no unit."""
        return self.unit if self.kind == "money" else unit_codes().get(self.unit or "")

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """The numbers between which a quantity or an amount lies, twice the same for a single one.

        None twice for other kinds, for numbers too large to be real, and for a falling range, which is
        misread, as in 'in 2013 à 163 miljoen'.
        """
        if self.kind not in {"quantity", "money"} or not self.value:
            return None, None
        first, *_, last = [float(part) for part in self.value.split("/")] * 2
        return (first, last) if first <= last and isfinite(last) else (None, None)


def longest(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """The longest of overlapping mentions; of two equal ones a known body or the first of `MENTION_KINDS`.

    A letter belongs to at most one mention: the date in the name of a law is not a date of its own.
    """
    by_length = sorted(
        found, key=lambda m: (_tier(m), m.start - m.end, not _is_no_surname(m), _RANK[m.kind], m.start)
    )
    taken = bytearray(max((m.end for m in by_length), default=0))
    kept = []
    for mention in by_length:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))


def _is_no_surname(mention: Mention) -> bool:
    """Whether a name is a known body's or a country's; many towns are surnames too."""
    return mention.entity_id is not None and (
        mention.kind == "organisation" or mention.entity_id.startswith("country:")
    )


_FIXED_FORMS = ({"url", "email", "handle", "phone"}, {"document", "legal_act"}, {"money", "date"})
_YEAR = 4
"""Letters of a bare year, which may be a number of things."""


def _tier(mention: Mention) -> int:
    """Rank of a mention: one with its own form precedes words that happen to be beside it."""
    if mention.kind == "date" and mention.end - mention.start == _YEAR:
        return len(_FIXED_FORMS)
    return next((tier for tier, kinds in enumerate(_FIXED_FORMS) if mention.kind in kinds), len(_FIXED_FORMS))
