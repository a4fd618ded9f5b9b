"""How words look without their accented letters, and which of several that look alike is meant.

The recipe that derives the statistics shares this module with the repair, so the two cannot differ.
"""

import functools
import math
import re
from typing import NamedTuple

from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.model import capital_words, lines, models, plain_words
from tasks.repair.statistics.word_lists import ELISIONS

APOSTROPHES = frozenset("’'")
MARK = "?"
"""Stands for each lost letter in the shape of a word."""
TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
LONE = frozenset("à ? – € §".split())
"""Words and signs that leave only a mark when they are lost."""
UNKNOWN = 230
"""Cost of an unlisted word, in units of `COST_UNIT`."""
_DOUBT = 0.5
"""Assumed times that a neighbour was seen, and expected."""
_MOST_BESIDE = 70
"""Most that one neighbour may add to a cost, or take from it: many were counted twice only."""


def without_letters(word: str) -> str:
    """What is left of a word without its accented letters."""
    return word.encode("ascii", "ignore").decode("ascii")


def marked(word: str) -> str:
    """The shape of a word: a mark for each accented letter."""
    return word.encode("ascii", "replace").decode("ascii")


def neighbour_before(far: str, near: str, last: str) -> str:
    """The neighbour before a word, of the three tokens there; of an elided word that of its article."""
    return far if last in APOSTROPHES and near.lower() in ELISIONS else last


class _Neighbours(NamedTuple):
    times: int
    before: dict[str, int]
    behind: dict[str, int]


class Shapes(NamedTuple):
    """The accented words of a language by how they look without letters, the most frequent first."""

    marked: dict[str, tuple[str, ...]]  # by their shape with marks
    dropped: dict[str, tuple[str, ...]]  # by what is left when the letters are dropped


def _counted(text: str) -> dict[str, int]:
    parts = text.split(" ")
    return dict(zip(parts[::2], map(int, parts[1::2]), strict=True)) if text else {}


@functools.cache
def _neighbours(language: str) -> dict[str, _Neighbours]:
    found = {}
    for line in lines("neighbours", language):
        word, times, before, behind = line.split("\t")
        found[word] = _Neighbours(int(times), _counted(before), _counted(behind))
    return found


@functools.cache
def shapes(language: str) -> Shapes:
    """The accented words of a language by their shapes."""
    words = models()[language].words
    accented = sorted((word for word in words if not word.isascii()), key=words.__getitem__)
    found = Shapes({}, {})  # of tuples, which the collector of garbage need not look at
    for word in accented:
        for shape, of_shape in ((marked(word), found.marked), (without_letters(word), found.dropped)):
            of_shape[shape] = (*of_shape.get(shape, ()), word)
    return found


def word_cost(language: str, word: str) -> int:
    """Cost of a word in small letters or of a lone sign, `UNKNOWN` when unlisted."""
    cost = models()[language].words.get(word)
    return plain_words(language).get(word, UNKNOWN) if cost is None else cost


def case_cost(language: str, word: str) -> float:
    """Cost of the case of a word whose first letter is often a capital."""
    if word.lower() not in capital_words(language):
        return 0
    all_, counted = _neighbours(language), [word.lower(), word.capitalize()]
    times = {shape: all_[shape].times if shape in all_ else 0 for shape in counted}
    return -math.log((times.get(word, 0) + 1) / (sum(times.values()) + 2)) / COST_UNIT


def _beside(language: str, counted: dict[str, int], times: int, neighbour: str) -> float:
    """What a neighbour adds to a cost: less than nothing if it is seen more often than beside any word."""
    known = word_cost(language, neighbour)
    if known >= UNKNOWN:
        return 0
    expected = times * math.exp(-known * COST_UNIT)
    beside = -math.log((counted.get(neighbour, 0) + _DOUBT) / (expected + _DOUBT)) / COST_UNIT
    return max(-_MOST_BESIDE, min(_MOST_BESIDE, beside))


@kept
def pair_cost(language: str, one: str, other: str) -> float:
    """What two tokens beside each other add to their costs; below 0 when they often are."""
    known = _neighbours(language)
    if MARK in (one, other):
        return 0
    if found := known.get(other) or known.get(other.lower()):
        return _beside(language, found.before, found.times, one.lower())
    if found := known.get(one) or known.get(one.lower()):
        return _beside(language, found.behind, found.times, other.lower())
    return 0
