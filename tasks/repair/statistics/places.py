"""Which sign stands where: the costs of signs by what touches them on both sides.

A sign's place is described by two kinds: of what is before it and of what is behind it. A kind is a short
word that takes an apostrophe (l’, ’s), the sort of a letter, a figure, another sign, or a space together with
the sort of what is beyond it. The recipe that derives the statistics shares this module with the repair.
"""

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import place_lines
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
_EDGE = " "
_LETTER, _CAPITAL, _FIGURE, _OTHER = "aA0."
_SPACED = (_EDGE, *(_EDGE + sort for sort in (_LETTER, _CAPITAL, _FIGURE, _OTHER)))
_UNITS = frozenset("%€")
"""Signs that end a number like its last figure."""
_THOUSAND = "000"
"""Kind of three figures behind a sign."""
_NUMBERED, _LAST_NUMBER = "a)", "m"
"""Kind of the letter of a sub-question, and the last such letter: "(VTE?s)" has none."""
_YEAR, _IS_YEAR = "y", re.compile(r"(?:19|20)\d\d")
"""Kind of a year before a space: no amount."""
_WORD = "="
"""Ends the kind of a short word."""
_SPACES = str.maketrans({"_": _EDGE, "~": "\u00a0"})
_ANYWHERE = 5.0
"""Assumed occurrences of a sign whose two sides are independent, besides those counted."""
HIGHEST_PLACE, FEW_SIGNS = 160, 4
"""Cost of a sign that is hardly ever in a place, and how many signs are considered in one."""
_NEW_SIDE = 0.05
"""Assumed occurrences of a sign with any kind beside it, per different kind that was seen."""
_BOTH = (
    "0 – 0:9|y – y:8|_a – 0_:8|a … a_:1 A_:2 _:2|[ … ]:9|( … ):9|0 ° C=:8|_0 ° C=:8|§ ~ 0:4|a ® ):2 ,:2"
    "|m= ² a_:30 A_:9 .:9 ,:9|km= ² a_:30 A_:9 .:9 ,:9|( “ c:3 v:3 C:3|a ? ,:5 ?:5|? ? ?:5 _:10 A_:20 !:2"
)
_ELSEWHERE = {
    "nl": (
        "0 ~ 000:8 %:8 €:4|€ ~ 0:4|_a ’ s=:30 t=:5 n=:3|_ ’ s=:10 t=:3|_. ’ s=:10 t=:3|a ’ en=:3 s=:9"
        "|A ’ en=:3 er=:3|_0 à 0_:20|_a “ 0:8|_. “ 0:8"
        "|_a ? A_:20 _:20|_A ? 0:3|zo= ? C:9 V:9 A_:30 _:30 0:30 a):9"
    ),
    "fr": (
        "0 ~ 000:30 %:30 €:10|° ~ 0:4|a ~ ::30 ;:30 !:10 ?:30|« ~ 0:5|( « ~:5|~ » ):3"
        "|_a « a_:8 A_:4|_a » a_:8|j= ’ v:300"
        "|_a ? A_:300 _:300 0_:150|_0 ? A_:50 _:50 0_:20|_y ? A_:20 _:20 0_:9|_A ? A_:50 _:50 0_:20"
    ),
}
"""Occurrences of signs in other texts of the language that the corpus hardly has.

Parted by |: the kind before (_ is a space, ~ a no-break space), the sign, and the kinds behind with numbers.
"""


def _sort(token: str) -> str:
    """The sort of a token beyond a space, '' at the end of the text."""
    if not token:
        return ""
    if token[0].isalpha():
        return _CAPITAL if token[0].isupper() else _LETTER
    return _FIGURE if token[0].isdigit() or token in _UNITS else _OTHER


def kind_before(token: str, *, spaced: bool) -> str:
    """The kind of what is before a sign: the token before it, and whether a space parts them."""
    if spaced or not token:
        return _EDGE + (_YEAR if _IS_YEAR.fullmatch(token) else _sort(token))
    if not token[0].isalpha():
        return _figure(token) if token[0].isdigit() else token
    if token.lower() in _SHORT_BEFORE and token not in _INITIALS:
        return token.lower() + _WORD
    return _LETTER if token[-1].islower() else _CAPITAL


def _figure(token: str) -> str:
    return _YEAR if _IS_YEAR.fullmatch(token) else _FIGURE


def kind_behind(token: str, *, spaced: bool, following: str = "") -> str:
    """The kind of what is behind a sign: the token there, and, for the letter of a question, the next one."""
    numbers = following == ")" and len(token) == 1 and token.isalpha() and token.lower() <= _LAST_NUMBER
    if spaced or not token:
        return (_FIGURE if numbers else _sort(token)) + _EDGE
    if not token[0].isalpha():
        thousand = token[0].isdigit() and len(token) == len(_THOUSAND)
        return _THOUSAND if thousand else _figure(token) if token[0].isdigit() else token
    return _NUMBERED if numbers else _word_behind(token)


def _word_behind(token: str) -> str:
    if token in _SHORT_BEHIND:
        return token + _WORD
    vowel = token[0].lower() in _VOWELS
    if token[0].isupper():
        return "V" if vowel else "C"
    return "v" if vowel else "c"


class _Sides(NamedTuple):
    times: dict[str, float]
    before: dict[tuple[str, str], float]
    behind: dict[tuple[str, str], float]
    both: dict[tuple[str, str, str], float]
    kinds_before: Counter[str]  # different kinds before a sign
    kinds_behind: Counter[str]


def _rows(language: str) -> Iterator[tuple[str, str, str, float]]:
    for line in place_lines(language):
        before, sign, behind, times = line.split("\t")
        yield before, sign, behind, float(times)
    for place in f"{_BOTH}|{_ELSEWHERE[language]}".split("|"):
        before, sign, *kinds = (part.translate(_SPACES) for part in place.split(" "))
        for kind in kinds:
            behind, _, times = kind.rpartition(":")
            yield before, sign, behind, float(times)


@functools.cache
def _sides(language: str) -> _Sides:
    found = _Sides(
        defaultdict(float), defaultdict(float), defaultdict(float), defaultdict(float), Counter(), Counter()
    )
    for before, sign, behind, times in _rows(language):
        if sign or before:
            found.times[sign] += times
            found.before[sign, before] += times
        if sign or behind:
            found.behind[sign, behind] += times
        found.both[before, sign, behind] += times
    found.kinds_before.update(sign for sign, _ in found.before)
    found.kinds_behind.update(sign for sign, _ in found.behind)
    return found


@forgetting
@functools.lru_cache(maxsize=MOST)
def sign_cost(language: str, before: str, sign: str, behind: str) -> float:
    """Cost of a sign between two kinds, comparable with the cost of a word there."""
    sides = _sides(language)
    total, times = sides.times[""], sides.times[sign]
    if not times:  # it stands in a text, but the statistics never saw it
        return HIGHEST_PLACE
    any_before = (sides.before["", before] + 1) / total
    any_behind = (sides.behind["", behind] + 1) / total
    new_before, new_behind = (_NEW_SIDE * kinds[sign] for kinds in (sides.kinds_before, sides.kinds_behind))
    likely_before = (sides.before[sign, before] + new_before * any_before) / (times + new_before)
    likely_behind = (sides.behind[sign, behind] + new_behind * any_behind) / (times + new_behind)
    expected = _ANYWHERE * likely_before * likely_behind
    both = (sides.both[before, sign, behind] + expected) / (times + _ANYWHERE)
    return -math.log(times / total * both / (any_before * any_behind)) / COST_UNIT


@forgetting
@functools.lru_cache(maxsize=MOST)
def likely_signs(language: str, before: str, behind: str | None) -> tuple[str, ...]:
    """The signs that may stand between two kinds, the likeliest first; without the second, all that may."""
    sides = _sides(language)
    seen = [kind for kind in _SPACED if before[:1] == _EDGE] or [before]
    found = [sign for sign in sides.times if sign and any(sides.before[sign, kind] for kind in seen)]
    if behind is None:
        return tuple(sorted(found))
    costs = sorted((sign_cost(language, before, sign, behind), sign) for sign in found)
    return tuple(sign for cost, sign in costs if cost <= HIGHEST_PLACE)[:FEW_SIGNS]
