"""Shared by the repairs of lost letters: a word's neighbours, case, names, certainty."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.repair.chunks import SPACES
from tasks.repair.statistics.confusion import MARK, UNKNOWN, neighbour_before, shapes, word_cost
from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.places import PIECE_TOKEN
from tasks.repair.statistics.word_lists import ELISIONS

RULE = "lost"
AT_NO_LEAD, PER_NAT = 1.0, 0.95
"""Log odds that a change without lead is right, and those that each nat of lead adds; fitted to what was
right in damaged texts (`python -m benchmarks.repair.calibration`)."""
MOST_CERTAIN = 0.99
"""Share of restored letters that are right in newspapers (`python -m benchmarks.repair.calibration --news`),
and so the upper bound: the original is gone."""
ALONE = 0.9
"""Most certainty of a sign between spaces: right in 99 % in the Chamber's texts, in 94 % in newspapers and
Wikipedia, some of which have spaces within « quotation marks »."""
MARGIN = 12
"""Least lead over the next reading, in units of `COST_UNIT`."""
OF_CASE = 5
"""Reduction of a lead where only the case is open."""
NAME_COST = 112
"""Highest cost of a word with a capital within a sentence; dearer ones are names."""
HARDLY = 165
"""Least cost of a piece that is hardly a word: word lists hold names and misspellings."""
VOWELS = frozenset("aeiouyh")
_COUNTRY = re.compile(r"\w{3}(?:ië|iër|iërs|eër|eërs|ïsche?)\Z")
"""Endings of countries and regions only (Moldavië, Eritreeërs): names too, but not of persons."""
_NUMBERING = (".", ")")
_NUMBER = re.compile(r"\d{1,2}|[^\W\d_]")
_OPENED = re.compile(r"\n\s?\Z|(?<![^\s.?!:;])\w\)\s*\Z")
"""A new line, or the number of a question."""
_FIRST = re.compile(r"\s*((?:[^\W\d_]|\?)+|\d+|[^\s\w])")
_OPENERS = SPACES + '“"«(\u00a0'
_NUMBERED = 6
"""Characters of a question's number and the spaces around it."""
_FEWEST = 2
_NEAR = 60
_BEFORE = re.compile(r"(?:[^\W\d_]|\?)+|\d+|[^\s\w]")
_BEHIND = re.compile(r"\s*((?:[^\W\d_]|\?)+|\d+|[^\s\w])?")


class Around(NamedTuple):
    """The surroundings of a piece."""

    before: str  # the token before it
    behind: str  # the token behind it
    opens: bool  # whether it begins a sentence
    capitals: bool  # whether it stands among words in capitals
    quote: str  # the quotation mark that is open


def _meant(language: str, token: str, *, alone: bool) -> str:
    """The likeliest word for a neighbour that lost letters too."""
    if token in ("", MARK):
        return "à" if token and alone and language == "fr" else token
    known = shapes(language)
    lower = token.lower()
    if lower.partition(MARK)[0] in ELISIONS and MARK in token[:-1]:
        return token.partition(MARK)[0]
    found = known.marked.get(lower) if MARK in token else None
    if MARK not in token and word_cost(language, lower) >= HARDLY:
        found = known.dropped.get(lower)
    return found[0] if found else token


def _next_token(language: str, right: str) -> str:
    """The token behind a piece, of a damaged word the likeliest; "1" for the letter of a question."""
    found = _FIRST.match(right)
    if not found:
        return ""
    token = found[1]
    if len(token) == 1 and token.isalpha() and right.startswith(")", found.end()):
        return "1"
    return _meant(language, token, alone=token == MARK)


def around_of(language: str, left: str, right: str, quote: str) -> Around:
    """The surroundings of a piece with the restored text before it, and behind it text with marks."""
    tokens = ["", "", "", *PIECE_TOKEN.findall(left)][-3:]
    behind = _next_token(language, right)
    last = left.rstrip(_OPENERS)[-1:]
    opens = not last or last in ".!?" or _OPENED.search(left[-_NUMBERED:]) is not None
    capitals = tokens[-1].isupper() and behind.isupper() and len(tokens[-1] + behind) > _FEWEST
    return Around(neighbour_before(*tokens), behind, opens, capitals, quote)


def lead_of(rated: Sequence[tuple[float, str]]) -> float:
    """How much cheaper the first reading is than the next different one; less if only their case differs."""
    cost, best = rated[0]
    rival, text = next(((rival, text) for rival, text in rated if text != best), (cost + UNKNOWN, ""))
    return rival - cost - (OF_CASE if text.lower() == best.lower() else 0)


def certainty(lead: float, most: float = MOST_CERTAIN) -> float:
    """Certainty of a restored letter by its lead in units of `COST_UNIT`."""
    sure = 1 / (1 + math.exp(-AT_NO_LEAD - PER_NAT * lead * COST_UNIT))
    return round(min(most, sure), 4)
