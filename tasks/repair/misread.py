"""Repair of single bytes read with the wrong table (officiŽle, CÚcile, 3†400)."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from tasks.repair.charsets import SUSPICIOUS, Pair
from tasks.repair.chunks import chunks
from tasks.repair.edits import Repair
from tasks.repair.evidence import find_suspects, wrong_charset
from tasks.repair.folding import COST_UNIT, FOREIGN_LETTERS, fold
from tasks.repair.judge import Judge, SpentError
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


def _proven(judge: Judge, language: str | None, words: Counter[str], pair: Pair) -> frozenset[str]:
    """Return the characters that are wrong beyond doubt in several places."""
    wrong: Counter[str] = Counter()
    for chunk, times in words.items():
        try:
            gained, right = judge.gain(language, chunk, pair, Page(damaged=True))
        except SpentError:
            break
        if gained >= SURE:
            changed = {stands for stands, meant in zip(chunk, right, strict=True) if stands != meant}
            wrong.update(dict.fromkeys(changed, times))
    return frozenset(character for character, times in wrong.items() if times >= SEVERAL)


def _change(
    judge: Judge, language: str | None, chunk: str, pair: Pair, proven: frozenset[str]
) -> tuple[int, str]:
    """Return the gain of a chunk and its right reading, which is the chunk itself when it stays."""
    page, margin = _knowledge(chunk, pair, proven)
    gained, right = judge.gain(language, chunk, pair, page)
    return (0, chunk) if gained < margin or _INITIAL.fullmatch(chunk) else (gained, right)


def _changes(
    judge: Judge, language: str | None, words: Counter[str], pair: Pair
) -> dict[str, tuple[int, str]]:
    """Return the gain and the right reading of each different chunk; without those left unjudged."""
    judge.kept = judge.left // 8  # enough for names, which are read again with what is proven
    proven = _proven(judge, language, words, pair)
    judge.kept = 0
    changes = {}
    for chunk in words:
        with suppress(SpentError):
            changes[chunk] = _change(judge, language, chunk, pair, proven)
    return changes


def _repairs(pair: Pair, chunk: str, gained: int, right: str) -> tuple[Repair, ...]:
    """Return the repairs of a chunk as if it were a text."""
    sure = certainty(gained)
    return tuple(
        Repair(low, high, chunk[low:high], right[low:high], pair.rule, sure)
        for low, high in _words(chunk, right)
    )


def repair_misread(judge: Judge, text: str, language: str | None) -> tuple[tuple[Repair, ...], int]:
    """Return the repairs of letters read with a wrong charset, and how many chunks were left unjudged.

    There are no repairs when the page holds no evidence for a wrong charset.
    Source: docs/source.md, 8 (one wrong charset for the raw bytes of a page, right letters beside them).
    """
    if judge.left <= 0:
        return (), sum(1 for _ in chunks(text, SUSPICIOUS))
    pair, unjudged = wrong_charset(judge, find_suspects(text), language)
    if pair is None:
        return (), unjudged
    places = list(chunks(text, pair.wrong))
    judge.cut(len(places))
    words = Counter([text[start:end] for start, end in places])
    changes = _changes(judge, language, words, pair)
    known = {chunk: _repairs(pair, chunk, *change) for chunk, change in changes.items()}
    repairs = [
        Repair(start + low, start + high, before, after, rule, sure)
        for start, end in places
        for low, high, before, after, rule, sure in known.get(text[start:end], ())
    ]
    return tuple(repairs), words.total() - sum(words[chunk] for chunk in known)
