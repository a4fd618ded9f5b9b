"""Read a piece, what stands between spaces, under every chain of charsets that has sequences in it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tasks.repair.layers.strangeness import strangeness
from tasks.repair.layers.utf8 import CHARSETS, Spot, Spots, charsets, lacks_space, leads_of, may_be_sequence, undone
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import LANGUAGES, models
from tasks.repair.statistics.word_lists import is_listed

DEEPEST = 4
"""Most layers that are undone."""
LAYER, ANOTHER_CHARSET, RARE_CHARSET = 1.0, 2.0, 1.0
"""Cost, in nats, of a layer, of one with another charset than the last, and of one with a rare charset."""
SEQUENCE = 2.0
"""Gain for each character that is valid UTF-8 (two bytes are by chance one time in eight), and cost of each that
has lost a byte."""
MOST_LEFT, STRANGE_LETTER = 0.25, 4.0
"""Share of its strangeness that a piece may keep, besides a letter: with more it has another damage too."""
LISTED = 3.0
"""Gain of a piece that becomes a Dutch or French word."""
MOST_READINGS, MOST_CHAINS = 200, 30
"""Readings of one piece that are looked at, and chains that lead to one."""
NO_BREAK_SPACE = "\u00a0"
_COMMON = frozenset(rule for rule, _ in CHARSETS[:3])
_WORDS_OF_A_LETTER = frozenset("ay")
_BEFORE_LOST_SPACE = re.compile(r"Â(?=[\w:;?!%€])(?![^\x00-\x7f])")
"""A no-break space whose second byte is gone."""
_SMALL = re.compile(r"([a-z]+)[.,;:!?)]*")


Chain = tuple[str, ...]
"""The rules of layers, the last damage first."""


class Reading(NamedTuple):
    """What a piece was before layers of misreading."""

    chains: tuple[Chain, ...]  # all that lead to it, the likeliest first
    spots: Spots
    gain: float  # in nats

    @property
    def text(self) -> str:
        """The piece as it was."""
        return _text(self.spots)


def _text(spots: Spots) -> str:
    return "".join([spot.character for spot in spots])


def _spots(text: str, start: int = 0) -> Spots:
    return tuple(Spot(character, at, at + 1) for at, character in enumerate(text, start))


def _cost(rules: Chain) -> float:
    others = sum(one != other for one, other in zip(rules, rules[1:], strict=False))
    rare = sum(rule not in _COMMON for rule in rules)
    return LAYER * len(rules) + ANOTHER_CHARSET * others + RARE_CHARSET * rare


class _Found(NamedTuple):
    chains: list[Chain]
    spots: Spots
    sequences: int  # valid ones, in all layers, less those that had lost a byte


def _deeper(found: dict[str, _Found], text: str) -> Iterator[str]:
    """Add the readings of a text one layer deeper, and yield the new ones."""
    chains, spots, sequences = found[text]
    for charset in charsets():
        made = undone(text, spots, charset)
        if not made:
            continue
        read, longer = _text(made.spots), [(*chain, charset.rule) for chain in chains]
        if read not in found and len(found) < MOST_READINGS:
            found[read] = _Found(longer[:MOST_CHAINS], made.spots, sequences + made.sequences)
            yield read
        elif read in found and len(found[read].chains[0]) == len(longer[0]):
            found[read].chains.extend(longer[: MOST_CHAINS - len(found[read].chains)])


def _is_listed(text: str) -> bool:
    word = text.strip(".,;:!?()[]«»“”\"'\u00a0").lower()
    return not word.isascii() and any(word in models()[language].words for language in LANGUAGES)


def _rated(spots: Spots) -> Iterator[Reading]:
    """The readings that are less strange than the piece."""
    piece = _text(spots)
    if not may_be_sequence(piece):
        return
    found = {piece: _Found([()], spots, 0)}
    level = [piece]
    for _ in range(DEEPEST):
        level = [read for text in level for read in _deeper(found, text)]
    stands = strangeness(piece)
    for text, (chains, made, sequences) in found.items():
        left = strangeness(text)
        cost = min(map(_cost, chains))
        gain = stands - left - cost + SEQUENCE * sequences + LISTED * _is_listed(text)
        if text != piece and gain > 0 and left <= MOST_LEFT * stands + STRANGE_LETTER:
            yield Reading(tuple(sorted(chains, key=_cost)), made, gain)


def _joins(following: str) -> bool:
    """Whether the space before a piece was the second byte of à.

    It was before another space, and before a small word that is none of either language: the rest of another.
    """
    if following[:1] == " " or following[:1] in leads_of(NO_BREAK_SPACE):
        return True
    word = _SMALL.fullmatch(following)
    if word is None:
        return False
    if len(word[1]) == 1:
        return word[1] not in _WORDS_OF_A_LETTER
    return not any(is_listed(language, word[1]) for language in LANGUAGES)


def _with_space(piece: str, at: int) -> Spots:
    """The piece with a no-break space put back."""
    return (*_spots(piece[:at]), Spot(NO_BREAK_SPACE, at, at), *_spots(piece[at:], at))


def _variants(piece: str, following: str) -> Iterator[Spots]:
    """A piece as it is, and with the no-break space put back that its sequences lost.

    The second byte of à, Š and of a no-break space is one itself; pages lose it, or show it as a space.
    """
    yield _spots(piece)
    if lacks_space(piece):
        if piece[-1] in leads_of("à") and not _joins(following):
            yield _with_space(piece, len(piece))
        elif following:
            yield _spots(piece + NO_BREAK_SPACE + ("" if following == " " else following.replace(" ", NO_BREAK_SPACE)))
    for lost in _BEFORE_LOST_SPACE.finditer(piece):
        yield _with_space(piece, lost.end())


def _is_put_back(spot: Spot, source: str) -> bool:
    """Whether a no-break space was put back for nothing."""
    return spot.character == NO_BREAK_SPACE and source[spot.start : spot.end] in ("", " ")


@forgetting
@lru_cache(maxsize=MOST)
def readings(piece: str, following: str = "") -> tuple[Reading, ...]:
    """The readings of a piece that are less strange than it is, the least strange first.

    `following` is what a space parts from it, if its last sequence may go on there: the next piece, or more
    when that lacks a space too, or a space. A reading that joins both is longer than the piece.
    """
    source = f"{piece} {following}"
    found = [
        reading
        for spots in _variants(piece, following)
        for reading in _rated(spots)
        if not any(_is_put_back(spot, source) for spot in reading.spots)
    ]
    return tuple(sorted(found, key=lambda one: -one.gain))



def may_be_utf8(piece: str) -> bool:
    """Whether a piece looks like UTF-8, though it may be another damage; its letters are no evidence then."""
    return len(piece) > 1 and bool(readings(piece))
