"""Which sign stands where: the costs of signs by what touches them on both sides.

A sign's place is described by two kinds: of what is before it and of what is behind it. A kind is a short
word that takes an apostrophe (l’, ’s), the sort of a letter, a figure, another sign, or a space together with
the sort of what is beyond it. The recipe that derives the statistics shares this module with the repair.
"""

import functools
import math
import re
from collections import Counter

from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.model import lines
from tasks.repair.statistics.word_lists import ELISIONS

PIECE_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^ \t\r\n\f\v]")
"""Words, figures and single signs; a no-break space is a sign."""
SIGNS = frozenset("?’‘“”«»–—…€§°²³®™à\u00a0")
"""What a mark may stand for besides a letter; the word à, which leaves only a mark, is placed like a sign."""
_SHORT_BEFORE = ELISIONS | {"zo", "km", "µg"}
_SHORT_BEHIND = frozenset("s n t er ers en tje tjes C".split())
_INITIALS = frozenset("MT")
"""Capitals that are seldom elided words (A400M’s)."""
_VOWELS = frozenset("aeiouyhàâäéèêëîïôöùûüœæ")
_EDGE, _LETTER, _CAPITAL, _FIGURE, _OTHER, _YEAR = " aA0.y"
"""A space or an end of the text; sorts of letters, figures and other signs; a year, which is no amount."""
_THOUSAND, _NUMBERED, _WORD = "000", "a)", "="
"""Kinds of three figures behind a sign and of a sub-question's letter; what ends the kind of a short word."""
_IS_YEAR = re.compile(r"(?:19|20)\d\d")
_IS_NUMBERED = re.compile(r"[a-m]\)", re.IGNORECASE)
_ANYWHERE = 5.0
"""Assumed occurrences of a sign whose two sides are independent, besides those counted."""
HIGHEST_PLACE, FEW_SIGNS = 160, 4
"""Cost of a sign that is hardly ever in a place, and how many signs are considered in one."""
_NEW_SIDE = 2.0
"""Assumed occurrences of a sign with any kind beside it."""


def _sort(token: str) -> str:
    """The sort of a token, '' at the end of the text; a sign that ends a number is like its last figure."""
    if not token[:1].isalpha():
        return token and (_FIGURE if token[0].isdigit() or token[0] in "%€" else _OTHER)
    return _CAPITAL if token[0].isupper() else _LETTER


def _touching(token: str) -> str:
    """The kind of a figure or sign that touches another."""
    if not token[0].isdigit():
        return token
    return _YEAR if _IS_YEAR.fullmatch(token) else _FIGURE


def kind_before(token: str, *, spaced: bool) -> str:
    """The kind of what is before a sign: the token before it, and whether a space parts them."""
    if spaced or not token:
        return _EDGE + (_YEAR if _IS_YEAR.fullmatch(token) else _sort(token))
    if not token[0].isalpha():
        return _touching(token)
    if token.lower() in _SHORT_BEFORE and token not in _INITIALS:
        return token.lower() + _WORD
    return _LETTER if token[-1].islower() else _CAPITAL


def kind_behind(token: str, *, spaced: bool, following: str = "") -> str:
    """The kind of what is behind a sign: the token there, and, for the letter of a question, the next one."""
    numbers = _IS_NUMBERED.fullmatch(token + following)
    if spaced or not token:
        return (_FIGURE if numbers else _sort(token)) + _EDGE
    if not token[0].isalpha():
        return _THOUSAND if token[0].isdigit() and len(token) == len(_THOUSAND) else _touching(token)
    if numbers:
        return _NUMBERED
    if token in _SHORT_BEHIND:
        return token + _WORD
    kind = "v" if token[0].lower() in _VOWELS else "c"
    return kind.upper() if token[0].isupper() else kind


@functools.cache
def _counts(language: str) -> Counter[tuple[str, str, str]]:
    """How often each sign stands between two kinds; '' is any kind or sign."""
    times: Counter[tuple[str, str, str]] = Counter()
    for line in lines("places", language):
        before, sign, behind, number = line.split("\t")
        for place in {(before, sign, behind), (before, sign, ""), ("", sign, behind), ("", sign, "")}:
            times[place] += int(number)
    return times


@kept
def sign_cost(language: str, before: str, sign: str, behind: str) -> float:
    """Cost of a sign between two kinds, comparable with the cost of a word there."""
    times = _counts(language)
    number, total = times["", sign, ""], times["", "", ""] / 2  # any token was counted on both sides
    if not number:  # it stands in a text, but the statistics never saw it
        return HIGHEST_PLACE
    any_before, any_behind = (times[before, "", ""] + 1) / total, (times["", "", behind] + 1) / total
    likely_before = (times[before, sign, ""] + _NEW_SIDE * any_before) / (number + _NEW_SIDE)
    likely_behind = (times["", sign, behind] + _NEW_SIDE * any_behind) / (number + _NEW_SIDE)
    both = (times[before, sign, behind] + _ANYWHERE * likely_before * likely_behind) / (number + _ANYWHERE)
    return -math.log(number / total * both / (any_before * any_behind)) / COST_UNIT


@kept
def likely_signs(language: str, before: str, behind: str | None) -> tuple[str, ...]:
    """The signs that may stand between two kinds, the likeliest first; without the second, all that may."""
    times = _counts(language)
    seen = [before] if before[0] != _EDGE else [_EDGE, *(_EDGE + sort for sort in "aA0.")]
    found = sorted(sign for sign in SIGNS if any(times[kind, sign, ""] for kind in seen))
    if behind is None:
        return tuple(found)
    costs = sorted((sign_cost(language, before, sign, behind), sign) for sign in found)
    return tuple(sign for cost, sign in costs if cost <= HIGHEST_PLACE)[:FEW_SIGNS]
