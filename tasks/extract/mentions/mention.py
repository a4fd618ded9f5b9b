"""What a mention is, and which of several that overlap is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from schemas.codes import MENTION_KINDS, MentionKind

_RANK = {kind: rank for rank, kind in enumerate(MENTION_KINDS)}


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing named.

    Attributes:
        start: First code point in the text, from 0.
        end: Code point behind the last one.
        kind: One of `schemas.codes.MENTION_KINDS`.
        text: The letters between them.
        value: Its normal form, for kinds that have one.
        unit: Unit, counted noun or currency.
        entity_id: Identifier of the thing, when one is known.
        articles: Articles of a legal act, as printed.
    """

    start: int
    end: int
    kind: MentionKind
    text: str
    value: str | None = None
    unit: str | None = None
    entity_id: str | None = None
    articles: str | None = None

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """The numbers between which a quantity or an amount lies, the same twice for a single one.

        None twice for other kinds, for numbers that are too large to be any, and for a range that falls: it
        is none, but misread, as 'in 2013 à 163 miljoen'.
        """
        if self.kind not in _NUMBERS or not self.value:
            return None, None
        first, *_, last = [float(part) for part in self.value.split("/")] * 2
        return (first, last) if first <= last and isfinite(last) else (None, None)


_NUMBERS = ("quantity", "money")


def longest(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Of mentions that overlap the longest, of two alike a listed body or the first of `MENTION_KINDS`.

    A letter belongs to one mention at most: the date in the name of a law is no date of its own.
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
    """Whether a name is that of a listed body or a country; many towns are surnames too."""
    return mention.entity_id is not None and (
        mention.kind == "organisation" or mention.entity_id.startswith("country:")
    )


_FIXED_FORMS = ({"url", "email", "handle", "phone"}, {"document", "legal_act"}, {"money", "date"})
_YEAR = 4
"""Letters of a bare year, which may be a number of things."""


def _tier(mention: Mention) -> int:
    """What has a form of its own wins over words that happen to stand beside it."""
    if mention.kind == "date" and mention.end - mention.start == _YEAR:
        return len(_FIXED_FORMS)
    return next((tier for tier, kinds in enumerate(_FIXED_FORMS) if mention.kind in kinds), len(_FIXED_FORMS))
