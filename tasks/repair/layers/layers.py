"""Find the layers of misreading that explain a text best, and undo them.

What a chain of charsets gains over the whole text supports it in each piece; a piece is changed whole or not
at all.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.repair.chunks import SPACES, pieces
from tasks.repair.edits import Repair
from tasks.repair.layers.readings import Chain, Reading, is_listed_piece, least_cost, readings
from tasks.repair.layers.utf8 import lacks_space, may_be_sequence
from tasks.repair.statistics.folding import BEYOND_ASCII

ENOUGH = 4.0
"""Gain that changes a piece, in nats, with the support of the text."""
MOST_OF_ONE, SUPPORT, MOST_SUPPORT, MOST_AGAINST = 12.0, 0.25, 4.0, 6.0
"""Most gain of one piece that supports the others, the share of all that one gets, the most it gets, and the
most that speaks against it."""
LONGEST = 200
"""Most characters that are joined to a piece."""
FEW, MOST_VAIN, ONE_VAIN_IN = 3, 5_000, 10
"""Characters beyond ASCII that everyday pieces have (l’été); the others of pieces that look like sequences
and have no reading, in any text, plus one per this many characters: more are no text."""
LIKELIER = 30
"""Difference in cost between two words, in units of `COST_UNIT`, that makes the cheaper one right."""
CLEAR = 0.5
"""Least lead over another reading, in nats."""
_BEHIND_WORD = re.compile(r"[\w.?!:;»)]Â\Z")
_BEGINS = re.compile(r"[.?!] ?\Z")
_NEXT = re.compile(rf" (?: |\Z|[^{SPACES}]+)")


class _Piece(NamedTuple):
    start: int
    text: str
    readings: tuple[Reading, ...]


def _following(text: str, end: int) -> str:
    """The pieces that the end of one may go on with."""
    start, cut = end, True
    while cut and (match := _NEXT.match(text, end)) and end - start < LONGEST:
        end, cut = match.end(), lacks_space(match[0])
    return text[start + 1 : end] or text[start:end]


def _pieces(text: str) -> Iterator[_Piece]:
    """The pieces that have a reading; no more after very many that look as if they had one."""
    vain, most = 0, MOST_VAIN + len(text) // ONE_VAIN_IN
    for match in pieces(text):
        if match[0] == "Ã" and _BEGINS.search(text, max(0, match.start() - 2), match.start()):
            continue  # à begins no sentence, and of À nothing shows that it was one
        following = _following(text, match.end()) if lacks_space(match[0]) else ""
        found = readings(match[0], following)
        if found:
            yield _Piece(match.start(), match[0], found)
        elif may_be_sequence(match[0]):
            vain += max(0, len(BEYOND_ASCII.findall(match[0])) - FEW)
            if vain > most:
                return


Support = dict[Chain, float]


def _support(pieces: Sequence[_Piece]) -> Support:
    """What the different pieces of a text gain under each chain."""
    found: Support = defaultdict(float)
    for rated in {piece.text: piece.readings for piece in pieces}.values():
        for reading in rated:
            for chain in () if reading.variant.put_back else reading.chains:
                found[chain] += min(MOST_OF_ONE, reading.gain)
    return found


def _is_usual(piece: str, reading: Reading) -> bool:
    """Whether a no-break space that is put back makes a listed word (voilà), or stands behind a word."""
    if _BEHIND_WORD.search(piece):
        return True
    return len(piece) > 1 and not reading.variant.is_joined() and is_listed_piece(reading.text)


class _Rated(NamedTuple):
    gain: float
    others: float  # what the other pieces gain under its chain
    reading: Reading
    chain: Chain


def _supported(piece: _Piece, support: Support) -> Iterator[_Rated]:
    """The readings of a piece, each with the chain that the other pieces support most."""
    for reading in piece.readings:
        chain = max(reading.chains, key=support.__getitem__)
        own = 0.0 if reading.variant.put_back else min(MOST_OF_ONE, reading.gain)
        others = support[chain] - own
        if not reading.variant.put_back or others >= MOST_OF_ONE or _is_usual(piece.text, reading):
            yield _Rated(reading.gain, others, reading, chain)  # else a letter before a space, mostly one


def _weighed(piece: _Piece, support: Support) -> list[_Rated]:
    """The readings of a piece, what gains most with the support of the others first.

    What the others gain under another chain speaks against one: a page mostly has one damage.
    """
    found = list(_supported(piece, support))
    most = max((one.others for one in found), default=0.0)
    weighed = []
    for one in found:
        against = min(MOST_AGAINST, SUPPORT * (most - one.others))
        weighed.append(one._replace(gain=one.gain + min(MOST_SUPPORT, SUPPORT * one.others) - against))
    return sorted(weighed, key=lambda one: one.gain, reverse=True)


def _best(piece: _Piece, support: Support) -> _Rated | None:
    """The reading of a piece that decides.

    None when none gains enough, or another gains about as much: then nothing shows which is right.
    """
    weighed = _weighed(piece, support)
    if not weighed or weighed[0].gain <= ENOUGH:
        return None
    near = [one for one in weighed if weighed[0].gain - one.gain < CLEAR]
    if len(near) == 1:
        return near[0]
    costs = sorted((least_cost(one.reading.text), at) for at, one in enumerate(near))
    is_likelier = costs[1][0] - costs[0][0] >= LIKELIER  # enquête, not enquéte
    return near[costs[0][1]] if is_likelier else None


def _repairs(start: int, source: str, best: _Rated) -> Iterator[Repair]:
    rule = "+".join(dict.fromkeys(best.chain))
    certainty = round(min(0.99, 1 / (1 + math.exp(ENOUGH - 2 - best.gain))), 4)
    for spot in best.reading._replace(chains=(best.chain,)).spots():
        before = source[spot.start : spot.end]
        if before != spot.character:
            yield Repair(start + spot.start, start + spot.end, before, spot.character, rule, certainty)


class Found(NamedTuple):
    """A piece with its layers, and what decided."""

    start: int
    piece: str
    text: str
    chain: Chain
    gain: float  # with the support of the text, in nats
    rival: str  # the next reading, '' without one
    lead: float  # over it


def explain_layers(text: str) -> list[Found]:
    """The pieces of a text that change, each with its evidence."""
    pieces = list(_pieces(text))
    support = _support(pieces)
    found = []
    for piece in pieces:
        best = _best(piece, support)
        if best:
            rest = [one for one in _weighed(piece, support) if one.reading.text != best.reading.text]
            rival, lead = (rest[0].reading.text, best.gain - rest[0].gain) if rest else ("", best.gain)
            found.append(
                Found(piece.start, piece.text, best.reading.text, best.chain, best.gain, rival, lead)
            )
    return found


def repair_layers(text: str) -> tuple[Repair, ...]:
    """The repairs of UTF-8 read as single bytes, whatever the charset and how often."""
    pieces = list(_pieces(text))
    support = _support(pieces)
    found: list[Repair] = []
    for piece in pieces:
        best = _best(piece, support)
        if best and (not found or piece.start >= found[-1].end):
            found += _repairs(piece.start, text[piece.start : piece.start + LONGEST + len(piece.text)], best)
    return tuple(found)
