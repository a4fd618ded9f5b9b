"""How words look without their accented letters, and which of several that look alike is meant.

The recipe that derives the statistics shares this module with the repair, so the two cannot differ.
"""

import functools
import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import capital_words, models, neighbour_lines, plain_words
from tasks.repair.statistics.word_lists import ELISIONS

APOSTROPHES = frozenset("’'")
MARK = "?"
"""Stands for each lost letter in the shape of a word."""
TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
LONE = frozenset("à ? – € §".split())
"""Words and signs that leave only a mark when they are lost."""
SMALL, CAPITAL, FIGURE, SIGN, END = "\x01a", "\x01A", "\x010", "\x01.", "\x01"
"""Kinds of tokens after a word."""
UNKNOWN = 230
"""Cost of an unlisted word, in units of `COST_UNIT`."""
_SORTS = 5
_PRIOR = 5.0
"""Assumed neighbours of a word besides those counted, distributed like all words."""
_PRIOR_PER_NEIGHBOUR = 0.1
"""The same per counted neighbour: rare pairs are not recorded."""
_DOUBT = 0.5
"""Assumed times that a neighbour was seen, and expected."""
_MOST_BESIDE = 70
"""Most that one neighbour may add to a cost, or take from it: many were counted twice only."""
_RARE = 0.2
"""Share of neighbours too rare to be recorded."""


def without_letters(word: str) -> str:
    """What is left of a word without its accented letters."""
    return word.encode("ascii", "ignore").decode("ascii")


def marked(word: str) -> str:
    """The shape of a word: a mark for each accented letter."""
    return word.encode("ascii", "replace").decode("ascii")


def neighbour_before(far: str, near: str, last: str) -> str:
    """The neighbour before a word, of the three tokens there; of an elided word that of its article."""
    return far if last in APOSTROPHES and near.lower() in ELISIONS else last


def sort_of(token: str) -> str:
    """The kind of a token: a small letter, a capital, a figure, a sign, or the end."""
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
    """The accented words of a language by how they look without letters, the most frequent first."""

    marked: dict[str, list[str]]  # by their shape with marks
    dropped: dict[str, list[str]]  # by what is left when the letters are dropped


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
    """The accented words of a language by their shapes."""
    words = models()[language].words
    accented = sorted((word for word in words if not word.isascii()), key=words.__getitem__)
    found = Shapes({}, {})
    for word in accented:
        found.marked.setdefault(marked(word), []).append(word)
        found.dropped.setdefault(without_letters(word), []).append(word)
    return found


def word_cost(language: str, word: str) -> int:
    """Cost of a word in small letters or of a lone sign, `UNKNOWN` when unlisted."""
    cost = models()[language].words.get(word)
    if cost is None:
        cost = plain_words(language).get(word, UNKNOWN)
    return _sign_costs(language).get(word, cost) if cost == UNKNOWN else cost


@functools.cache
def _sign_costs(language: str) -> dict[str, int]:
    """Cost of each lone sign, relative to à, which is a word."""
    times = {sign: _neighbours(language)[sign].times for sign in LONE if sign in _neighbours(language)}
    usual = models()[language].words["à"] * COST_UNIT + math.log(times["à"])
    return {sign: round((usual - math.log(often)) / COST_UNIT) for sign, often in times.items()}


def _neighbour_cost(language: str, counted: dict[str, int], times: int, neighbour: str) -> float:
    known = word_cost(language, neighbour)
    usual = math.exp(-known * COST_UNIT) if known < UNKNOWN else _RARE
    prior = _PRIOR + _PRIOR_PER_NEIGHBOUR * times
    return -math.log((counted.get(neighbour, 0) + prior * usual) / (times + prior)) / COST_UNIT


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


@forgetting
@functools.lru_cache(maxsize=MOST)
def pair_cost(language: str, one: str, other: str) -> float:
    """What two tokens beside each other add to their costs; below 0 when they often are."""
    known = _neighbours(language)
    by_place = (one in LONE and not other.isalpha()) or (other in LONE and not one.isalpha())
    if by_place or MARK in (one, other):
        return 0
    found = known.get(other) or known.get(other.lower())
    if found:
        return _beside(language, found.before, found.times, one.lower())
    found = known.get(one) or known.get(one.lower())
    if not found:
        return 0
    return _beside(language, found.behind, found.times, other.lower())


def follows_question(language: str, word: str) -> bool:
    """Whether a word was seen behind a question mark, as the first of a sentence is."""
    return word.lower() in _neighbours(language)[MARK].behind


def _cost(language: str, word: str, before: str, behind: str) -> float:
    cost = word_cost(language, word.lower()) + case_cost(language, word)
    known = _neighbours(language).get(word, _UNSEEN)
    before_cost = _neighbour_cost(language, known.before, known.times, before.lower())
    behind_cost = _neighbour_cost(language, known.behind, known.times, behind.lower())
    if word in LONE:
        seen = known.behind.get(sort_of(behind), 0) + 1
        behind_cost -= math.log(seen / (known.times + _SORTS)) / COST_UNIT
    return cost + before_cost + behind_cost


def likeliest(language: str, options: Iterable[str], before: str, behind: str) -> tuple[str, int]:
    """The likeliest of words that look alike, and its lead in units of `COST_UNIT`.

    The options (one at least) are in small letters except the first letter; `before` and `behind` are tokens.
    """
    rated: Sequence[tuple[float, str]] = sorted(
        (_cost(language, word, before, behind), word) for word in options
    )
    lead = rated[1][0] - rated[0][0] if len(rated) > 1 else UNKNOWN
    return rated[0][1], round(lead)
