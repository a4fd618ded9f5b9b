"""Find the layers of misreading that explain a text best, and undo them.

What a chain of charsets gains over the whole text supports it in each piece; a piece is changed whole or not
at all.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tasks.repair.chunks import SPACES, pieces
from tasks.repair.edits import Repair, certainty
from tasks.repair.layers.readings import Chain, Chains, Reading, may_have_readings, readings, word_costs
from tasks.repair.layers.utf8 import lacks_space
from tasks.repair.statistics.confusion import UNKNOWN

ENOUGH = 4.0
"""Gain that changes a piece, in nats, with the support of the text."""
MOST_OF_ONE, SUPPORT, MOST_SUPPORT, MOST_AGAINST = 3 * ENOUGH, 0.25, ENOUGH, 2 * ENOUGH
"""Most gain of one piece that supports the others, the share of all that one gets, the most it gets, and the
most that what supports another speaks against it."""
LONGEST = 200
"""Most characters that are joined to a piece."""
LIKELIER = 30
"""Difference in cost between two words, in units of `COST_UNIT`, that makes the cheaper one right."""
CLEAR = 0.5
"""Least lead over another reading, in nats."""
_BEHIND_WORD = re.compile(r"[\w.?!:;»)]Â\Z")
_BEGINS = re.compile(r"[.?!] ?\Z")
_NEXT = re.compile(rf" (?: |\Z|[^{SPACES}]+)")


def _following(text: str, end: int) -> str:
    """The pieces that the end of one may go on with."""
    start, cut = end, True
    while cut and (match := _NEXT.match(text, end)) and end - start < LONGEST:
        end, cut = match.end(), lacks_space(match[0])
    return text[start + 1 : end] or text[start:end]


class _Piece(NamedTuple):
    text: str
    following: str  # what its last sequence may go on with


def _pieces(text: str) -> Iterator[tuple[int, _Piece]]:
    """Start and content of the pieces that have a reading."""
    for start, content in [one for one in pieces(text) if may_have_readings(one[1])]:
        if content == "Ã" and _BEGINS.search(text, max(0, start - 2), start):
            continue  # à begins no sentence, and of À nothing shows that it was one
        end = start + len(content)
        piece = _Piece(
            content, _following(text, end) if lacks_space(content, text[end + 1 : end + 2]) else ""
        )
        if readings(*piece):
            yield start, piece


class Support(dict[Chains, tuple[Chain, float]]):
    """Of the chains that lead to a reading the one that a text supports most, and by how much."""

    def __init__(self, pieces: Iterable[_Piece]) -> None:
        super().__init__()
        shares: dict[Chains, float] = defaultdict(float)
        for rated in {piece.text: readings(*piece) for piece in pieces}.values():
            for reading in rated:
                if not reading.variant.put_back:
                    shares[reading.chains] += min(MOST_OF_ONE, reading.gain)
        self._sums: dict[Chain, float] = defaultdict(float)
        for chains, share in shares.items():
            for chain in chains.every:
                self._sums[chain] += share

    def __missing__(self, chains: Chains) -> tuple[Chain, float]:
        best = max(chains.every, key=self._sums.__getitem__)
        self[chains] = best, self._sums[best]
        return self[chains]


def _is_usual(piece: str, reading: Reading) -> bool:
    """Whether a no-break space that is put back makes a listed word (voilà), or stands behind a word."""
    if _BEHIND_WORD.search(piece):
        return True
    return (
        len(piece) > 1
        and " " not in reading.variant.source.rstrip(" ")
        and word_costs(reading.text) < UNKNOWN
    )


class Rated(NamedTuple):
    """A reading of a piece under the chain that the other pieces support most."""

    gain: float  # with that support, in nats
    reading: Reading
    chain: Chain


def _weighed(piece: _Piece, support: Support) -> list[Rated]:
    """The readings of a piece, what gains most with the support of the others first.

    A no-break space is put back only with much support, or where it is usual: a letter before a space is
    mostly one.
    """
    found = []
    for reading in readings(*piece):
        chain, others = support[reading.chains]
        put_back = reading.variant.put_back
        others -= 0.0 if put_back else min(MOST_OF_ONE, reading.gain)
        if not put_back or others >= MOST_OF_ONE or _is_usual(piece.text, reading):
            found.append((others, reading, chain))
    most = max((others for others, *_ in found), default=0.0)
    weighed = []
    for others, reading, chain in found:
        against = min(MOST_AGAINST, SUPPORT * (most - others))
        gain = reading.gain + min(MOST_SUPPORT, SUPPORT * others) - against
        weighed.append(Rated(gain, reading, chain))
    return sorted(weighed, key=lambda one: one.gain, reverse=True)


class Found(NamedTuple):
    """A piece with its layers, and what decided."""

    piece: str
    best: Rated
    changes: list[Repair]  # of the piece


def _best(weighed: list[Rated]) -> Rated | None:
    """The reading of a piece that decides.

    None when none gains enough, or another gains about as much: then nothing shows which is right.
    """
    if not weighed or weighed[0].gain <= ENOUGH:
        return None
    near = [one for one in weighed if weighed[0].gain - one.gain < CLEAR]
    if len(near) == 1:
        return near[0]
    near.sort(key=lambda one: word_costs(one.reading.text))
    first, second = (word_costs(one.reading.text) for one in near[:2])
    return near[0] if second - first >= LIKELIER else None  # enquête, not enquéte


def find_layers(text: str) -> list[tuple[int, Found]]:
    """Where the pieces of a text that change begin, each with its evidence."""
    pieces = list(_pieces(text))
    support = Support(piece for _, piece in pieces)
    found = {piece: _found(piece, support) for piece in {piece for _, piece in pieces}}
    return [(start, one) for start, piece in pieces if (one := found[piece])]


def _found(piece: _Piece, support: Support) -> Found | None:
    best = _best(_weighed(piece, support))
    if best is None:
        return None
    gain, reading, chain = best
    rule, sure = "+".join(dict.fromkeys(chain)), certainty(gain + 2 - ENOUGH)
    made = [change._replace(rule=rule, certainty=sure) for change in reading.variant.changes(chain)]
    return Found(piece.text, best, made)


def repair_layers(text: str) -> tuple[Repair, ...]:
    """The repairs of UTF-8 read as single bytes, whatever the charset and how often."""
    repairs: list[Repair] = []
    for start, found in find_layers(text):
        if not repairs or start >= repairs[-1].end:
            repairs += [change.moved(start) for change in found.changes]
    return tuple(repairs)
