"""Repair of single bytes read with the wrong table (officiŽle, CÚcile, 3†400)."""

import math
import re
from collections import Counter
from collections.abc import Iterator

from tasks.repair.charsets import Pair
from tasks.repair.chunks import chunks
from tasks.repair.edits import Repair
from tasks.repair.evidence import FOREIGN_LETTERS, gain, wrong_charset
from tasks.repair.folding import COST_UNIT, fold
from tasks.repair.scoring import Page

MARGIN = 8
"""Least gain, in units of `COST_UNIT`, that changes a chunk on a page whose wrong charset is known."""
NAME_MARGIN = 20
"""The same for what begins with a capital: it may be a foreign name whose letters are right."""
FOREIGN_MARGIN = 60
"""The same for such a name that holds other foreign letters."""
SURE = 100
"""Gain of a chunk that proves its letters wrong."""
_INNER_CAPITAL = re.compile("[a-zß-ÿ][À-ÖØ-Þ][a-zß-ÿ]")
"""No foreign name has an accented capital among small letters (GaÙtan)."""
_INITIAL = re.compile(r"[^\W\d_a-zß-ÿ]\.-?")
"""A capital with a point, the initial of a name, stays: no damage gives one more often than names do."""
SEVERAL = 3
"""Places that prove a letter wrong for the names of the page too."""


def _begins_as_name(chunk: str) -> bool:
    letters = [character for character in chunk if character.isalnum()]
    return len(letters) > 1 and letters[0].isupper()


def _stays_foreign(options: str) -> bool:
    """Say whether a chunk holds foreign letters that the wrong charset does not explain."""
    return any(fold(character) in FOREIGN_LETTERS for character in options)


def _knowledge(chunk: str, pair: Pair, proven: frozenset[str]) -> tuple[Page, int]:
    """Return what is known of the page for one chunk, and the least gain that changes the chunk."""
    if not _begins_as_name(chunk) or _INNER_CAPITAL.search(chunk):
        return Page(damaged=True), MARGIN
    if _stays_foreign(chunk.translate(pair.table)):
        return Page(damaged=True), FOREIGN_MARGIN
    letters = "".join(sorted(proven.intersection(chunk[1:])))
    return Page(damaged=True, proven=letters), MARGIN if letters else NAME_MARGIN


def certainty(gained: int) -> float:
    """Return how sure a change is whose gain is known, 0.5 at the least margin (see `Repair`)."""
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

    Source: docs/source.md, 8 (one wrong charset for the raw bytes of a page, right letters beside them).
    """
    pair = wrong_charset(text, language)
    return tuple(_repairs(text, language, pair)) if pair else ()


def _proven(text: str, language: str | None, pair: Pair) -> frozenset[str]:
    """Return the characters that are wrong beyond doubt in several places."""
    found: Counter[str] = Counter()
    for start, end in chunks(text, pair.wrong):
        chunk = text[start:end]
        gained, right = gain(language, chunk, pair, Page(damaged=True))
        if gained >= SURE:
            found.update({stands for stands, meant in zip(chunk, right, strict=True) if stands != meant})
    return frozenset(character for character, times in found.items() if times >= SEVERAL)


def _repairs(text: str, language: str | None, pair: Pair) -> Iterator[Repair]:
    proven = _proven(text, language, pair)
    for start, end in chunks(text, pair.wrong):
        chunk = text[start:end]
        page, margin = _knowledge(chunk, pair, proven)
        gained, right = gain(language, chunk, pair, page)
        if gained < margin or _INITIAL.fullmatch(chunk):
            continue
        for low, high in _words(chunk, right):
            before, after = chunk[low:high], right[low:high]
            yield Repair(start + low, start + high, before, after, pair.rule, certainty(gained))
