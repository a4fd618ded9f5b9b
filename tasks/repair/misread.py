"""Repair of single bytes read with the wrong table (officiŽle, CÚcile, 3†400)."""

import math
from collections.abc import Iterator

from tasks.repair.charsets import Pair
from tasks.repair.chunks import chunks
from tasks.repair.edits import Repair
from tasks.repair.evidence import gain, wrong_charset
from tasks.repair.folding import COST_UNIT

MARGIN = 8
"""Least gain, in units of `COST_UNIT`, that changes a chunk on a page whose wrong charset is known."""
NAME_MARGIN = 25
"""The same for what begins with a capital: it may be a foreign name whose letters are right."""


def _margin(chunk: str) -> int:
    first = next((character for character in chunk if character.isalnum()), "")
    return NAME_MARGIN if first.isupper() else MARGIN


def certainty(gained: int) -> float:
    """Return how sure a change is whose gain is known, 0.5 at the margin (see `Repair`)."""
    return round(1 / (1 + math.exp(-(gained - MARGIN) * COST_UNIT / 2)), 4)


def _words(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each word, or run of signs, that differs; both strings have one length."""
    at = 0
    while at < len(before):
        if before[at] == after[at]:
            at += 1
            continue
        start = end = at
        while start and (before[start - 1].isalnum() or before[start - 1] != after[start - 1]):
            start -= 1
        while end < len(before) and (before[end].isalnum() or before[end] != after[end]):
            end += 1
        yield start, end
        at = end


def repair_misread(text: str, language: str | None) -> tuple[Repair, ...]:
    """Return the repairs of letters read with a wrong charset; none when the page holds no evidence for one.

    Source: SOURCE.md section 8 (one wrong charset for the raw bytes of a page, right letters beside them).
    """
    pair = wrong_charset(text, language)
    return tuple(_repairs(text, language, pair)) if pair else ()


def _repairs(text: str, language: str | None, pair: Pair) -> Iterator[Repair]:
    for start, end in chunks(text, pair.wrong):
        chunk = text[start:end]
        gained, right = gain(language, chunk, pair, expected=True)
        if gained < _margin(chunk):
            continue
        for low, high in _words(chunk, right):
            before, after = chunk[low:high], right[low:high]
            yield Repair(start + low, start + high, before, after, pair.rule, certainty(gained))
