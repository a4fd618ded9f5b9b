"""What becomes of a chunk under a wrong charset, and how sure that is."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tasks.repair.misread.charsets import Pair
from tasks.repair.misread.signs import is_ellipsis
from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.listed import listed_gain
from tasks.repair.statistics.memory import Memory

MARGIN = 8
"""Least gain, in units of `COST_UNIT`, that changes a chunk on a page whose wrong charset is known."""
REMEMBERED = 20_000
SURE = 100
"""Gain of a chunk that proves its letters wrong."""
SEVERAL = 3
"""Places that prove a letter wrong for the rest of the page too."""


class Change(NamedTuple):
    """What becomes of a chunk.

    Attributes:
        gained: What it gains, in units of `COST_UNIT`.
        certainty: How sure it is on a page that is surely damaged so.
        places: The words that change: where, from the chunk's beginning, what stood there, what they read.
    """

    gained: int
    certainty: float
    places: tuple[tuple[int, int, str, str], ...]

    def letters(self) -> frozenset[str]:
        """Return the characters that change."""
        return frozenset(
            was
            for _, _, before, after in self.places
            for was, now in zip(before, after, strict=True)
            if was != now
        )


def certainty(gained: int) -> float:
    """Return how sure a change is whose gain is known, 0.5 at the least margin (see `Repair`)."""
    return round(1 / (1 + math.exp(-(gained - MARGIN) * COST_UNIT / 2)), 4)


def _words(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each word, or run of signs, that differs; both strings have one length."""
    size, end = len(before), 0
    differs = [was != now for was, now in zip(before, after, strict=True)]
    for at, different in enumerate(differs):
        if different and at >= end:
            start = end = at
            while start and (differs[start - 1] or before[start - 1].isalnum()):
                start -= 1
            while end < size and (differs[end] or before[end].isalnum()):
                end += 1
            yield start, end


def change_of(gained: int, chunk: str, right: str) -> Change:
    """Return the change of a chunk into its right reading, which has the same length."""
    places = tuple((low, high, chunk[low:high], right[low:high]) for low, high in _words(chunk, right))
    return Change(gained, certainty(gained), places)


class _ListedChanges(Memory[str, Change | None]):
    """The change of each chunk that becomes a word of a list under a pair; it fills itself."""

    def __init__(self, language: str | None, pair: Pair) -> None:
        super().__init__(REMEMBERED)
        self._language, self._pair = language, pair

    def __missing__(self, chunk: str) -> Change | None:
        right = self._pair.read(chunk)
        gained = 0 if right == chunk or is_ellipsis(chunk) else listed_gain(self._language, chunk, right)
        change = self[chunk] = change_of(gained, chunk, right) if gained else None
        return change


def proven_letters(times: Mapping[str, int], changed: Callable[[str], Change | None]) -> frozenset[str]:
    """Return the characters that are wrong beyond doubt in several places.

    Args:
        times: How often each chunk stands in the text.
        changed: The change of a chunk, None when it stays.
    """
    wrong: Counter[str] = Counter()
    for chunk, often in times.items():
        change = changed(chunk)
        if change and change.gained >= SURE:
            wrong.update(dict.fromkeys(change.letters(), often))
    return frozenset(letter for letter, often in wrong.items() if often >= SEVERAL)


@cache
def listed_changes(language: str | None, pair: Pair) -> Memory[str, Change | None]:
    """Return the changes that word lists tell under a pair, by chunk: None where they do not tell.

    Args:
        language: Language of the page; None when it is not known, or both.
        pair: The pair.
    """
    return _ListedChanges(language, pair)
