"""What words look like when their accented letters are lost, and which of those that look alike is meant.

The recipe that derives the statistics and the repair that uses them share this module, so they cannot differ.
"""

import functools
import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.model import capital_words, models, neighbour_lines, plain_words

MARK = "?"
"""Stands for each lost letter in the shape of a word."""
TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
LONE = frozenset("à ? – € §".split())
"""Words and signs that are nothing but a mark when they are lost."""
SMALL, CAPITAL, FIGURE, SIGN, END = "\x01a", "\x01A", "\x010", "\x01.", "\x01"
"""Sorts of what stands behind a word."""
UNKNOWN = 230
"""Cost of a word that is in no list, in units of `COST_UNIT`."""
_SORTS = 5
_PRIOR = 5.0
"""Neighbours that a word is thought to have had beside those that were counted, spread like all words."""
_UNTOLD = 0.1
"""The same for each one that was counted: rare pairs are not told."""
_RARE = 0.2
"""Share of neighbours that are too rare to be told."""


def without_letters(word: str) -> str:
    """Return what is left of a word when its accented letters are dropped."""
    return word.encode("ascii", "ignore").decode("ascii")


def marked(word: str) -> str:
    """Return the shape of a word: a mark for each accented letter."""
    return word.encode("ascii", "replace").decode("ascii")


def sort_of(token: str) -> str:
    """Return the sort of a token: a small letter, a capital, a figure, a sign, or the end."""
    if not token:
        return END
    if token[0].isalpha():
        return CAPITAL if token[0].isupper() else SMALL
    return FIGURE if token[0].isdigit() else SIGN


class _Neighbours(NamedTuple):
    times: int
    before: dict[str, int]
    behind: dict[str, int]


_UNSEEN = _Neighbours(0, {}, {})


class Shapes(NamedTuple):
    """The accented words of a language by what they look like when letters are lost.

    Attributes:
        marked: By their shape with marks, the most frequent first.
        dropped: By what is left when the letters are dropped, the most frequent first.
    """

    marked: dict[str, list[str]]
    dropped: dict[str, list[str]]


def _counted(text: str) -> dict[str, int]:
    parts = text.split(" ")
    return dict(zip(parts[::2], map(int, parts[1::2]), strict=True)) if text else {}


@functools.cache
def _neighbours(language: str) -> dict[str, _Neighbours]:
    found = {}
    for line in neighbour_lines(language):
        word, times, before, behind = line.split("\t")
        found[word] = _Neighbours(int(times), _counted(before), _counted(behind))
    return found


@functools.cache
def shapes(language: str) -> Shapes:
    """Return the accented words of a language by their shapes."""
    words = models()[language].words
    accented = sorted((word for word in words if not word.isascii()), key=words.__getitem__)
    found = Shapes({}, {})
    for word in accented:
        found.marked.setdefault(marked(word), []).append(word)
        found.dropped.setdefault(without_letters(word), []).append(word)
    return found


def word_cost(language: str, word: str) -> int:
    """Return the cost of a word in small letters or of a lone sign, `UNKNOWN` when it is in no list."""
    cost = models()[language].words.get(word)
    if cost is None:
        cost = plain_words(language).get(word, UNKNOWN)
    return _sign_costs(language).get(word, cost) if cost == UNKNOWN else cost


@functools.cache
def _sign_costs(language: str) -> dict[str, int]:
    """Return the cost of each lone sign, beside that of à, which is a word."""
    times = {sign: _neighbours(language)[sign].times for sign in LONE if sign in _neighbours(language)}
    usual = models()[language].words["à"] * COST_UNIT + math.log(times["à"])
    return {sign: round((usual - math.log(often)) / COST_UNIT) for sign, often in times.items()}


def _neighbour_cost(language: str, counted: dict[str, int], times: int, neighbour: str) -> float:
    known = word_cost(language, neighbour)
    usual = math.exp(-known * COST_UNIT) if known < UNKNOWN else _RARE
    prior = _PRIOR + _UNTOLD * times
    return -math.log((counted.get(neighbour, 0) + prior * usual) / (times + prior)) / COST_UNIT


def _sort_cost(known: _Neighbours, sort: str) -> float:
    return -math.log((known.behind.get(sort, 0) + 1) / (known.times + _SORTS)) / COST_UNIT


def _case_cost(language: str, word: str) -> float:
    """Return the cost of the case of a word whose first letter is often a capital."""
    if word.lower() not in capital_words(language):
        return 0
    all_, counted = _neighbours(language), [word.lower(), word.capitalize()]
    times = {shape: all_[shape].times if shape in all_ else 0 for shape in counted}
    return -math.log((times[word] + 1) / (sum(times.values()) + 2)) / COST_UNIT


def _cost(language: str, word: str, before: str, behind: str) -> float:
    cost = word_cost(language, word.lower()) + _case_cost(language, word)
    known = _neighbours(language).get(word, _UNSEEN)
    before_cost = _neighbour_cost(language, known.before, known.times, before.lower())
    behind_cost = _neighbour_cost(language, known.behind, known.times, behind.lower())
    if word in LONE:
        behind_cost += _sort_cost(known, sort_of(behind))
    return cost + before_cost + behind_cost


def is_usual(language: str, word: str, before: str, behind: str) -> bool:
    """Say whether one of the neighbours of an easily confused word was seen beside it."""
    known = _neighbours(language).get(word, _UNSEEN)
    return before.lower() in known.before or behind.lower() in known.behind


def likeliest(language: str, options: Iterable[str], before: str, behind: str) -> tuple[str, int]:
    """Return the likeliest of words that look alike, and by how much it leads, in units of `COST_UNIT`.

    Args:
        language: 'nl' or 'fr'.
        options: The words, in small letters but for the first one; one at least.
        before: The token before.
        behind: The token behind.
    """
    rated: Sequence[tuple[float, str]] = sorted(
        (_cost(language, word, before, behind), word) for word in options
    )
    lead = rated[1][0] - rated[0][0] if len(rated) > 1 else UNKNOWN
    return rated[0][1], round(lead)
