"""How strange a text looks, whatever its language: which characters it has, and which of them touch.

Misread letters show: signs within words, capitals behind small letters, mixed scripts, controls. All costs
are in nats; they were chosen by hand.
"""

import re
import unicodedata
from functools import lru_cache

from tasks.repair.charsets import COMMON, data_rows
from tasks.repair.statistics.folding import BEYOND_ASCII
from tasks.repair.statistics.memory import MOST, forgetting

LATIN, SIGN, USUAL_SIGN, UNIT, OPENING, CLOSING, DASH = "latin sign usual unit opening closing dash".split()
APOSTROPHE, SPACE, DRAWN, PICTURE, MARK, LOST, ODD, RARE = (
    "apostrophe space drawn picture mark lost odd rare".split()
)
DIGIT, OTHER = "digit", "other"
"""Kinds of characters, the last two of ASCII; letters of any other script have its name."""
_SCRIPT = re.compile("[A-Z]*")
"""The name of a character begins with its script."""
_ROWS = data_rows("kinds.tsv", __package__)
"""Each kind, its cost, that of one more right after it where it is less, and its characters in order."""
_SCRIPTS = frozenset(kind for kind, *_ in _ROWS if kind.isupper())
_JAPANESE = frozenset(("HIRAGANA", "KATAKANA", "FULLWIDTH", "IDEOGRAPHIC", "CJK"))
"""Scripts of one text."""
_KINDS = tuple((re.compile(f"[{characters}]"), kind) for kind, _, _, characters, _ in _ROWS if characters)
_COSTS = {kind: float(cost) for kind, cost, *_ in _ROWS}
_AGAIN = {kind: float(again) for kind, _, again, *_ in _ROWS if again}
RARE_LETTER = _COSTS[RARE]
"""Cost of a letter that hardly any text has."""
_CATEGORIES = {"Zs": SPACE, "Cc": ODD, "Cf": ODD, "Cn": ODD, "Co": ODD, "Cs": ODD, "Zl": ODD, "Zp": ODD}
_MARK_BEHIND_LATIN = 5.0
"""Cost of a combining mark behind a letter that has accents of its own."""
_COMMON_LETTER, _CAPITAL = 0.5, 2.0
"""Cost of an everyday letter of both languages, and of one that is so in small only."""
_FEW_USE, _RARE_LATIN = frozenset("ŷŵĥĵŝĝĉŭĩĭŏŋŧħĸŀŉſĳġċĕĺŕ"), 4.0
"""Letters of few languages, and what one costs."""
_MIXED, _MIXED_CYRILLIC, _MIXED_GREEK = 10.0, 5.0, 1.0
"""Cost of letters of two scripts that touch; Cyrillic ones look Latin, Greek ones stand for units."""
_RISEN, _FALLEN = 4.0, 3.0
"""Cost of a capital behind a small letter, and of a small letter behind two capitals."""
_CIRCUMFLEX, _BEHIND_CIRCUMFLEX = frozenset("âêîôû"), 4.0
"""Vowels with a circumflex, and cost of anything beyond ASCII behind one."""
_BEHIND_LETTER = {SIGN: 3.0, USUAL_SIGN: 3.0, DRAWN: 3.0, ODD: 3.0, DIGIT: 3.0, OPENING: 4.0}
_BEFORE_LETTER = {SIGN: 2.0, USUAL_SIGN: 2.0, UNIT: 2.0, DRAWN: 2.0, ODD: 2.0, DIGIT: 2.0, CLOSING: 3.0}
"""Cost of what touches a letter, by its kind."""
_LONE, _LONE_SIGN, _WORD_SIGNS = 3.0, 9.0, frozenset(("CJK", "HANGUL"))
"""Cost of a letter beyond ASCII that is a word of its own, and of one of scripts that are not written so
beside others."""
_LONE_WORDS = frozenset("àÀéèêôÔ")


@forgetting
@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """The kind of a character beyond ASCII."""
    for pattern, kind in _KINDS:
        if pattern.match(character):
            return kind
    category, script = unicodedata.category(character), _SCRIPT.match(unicodedata.name(character, ""))
    if script and script[0] in _JAPANESE | _SCRIPTS:
        return "CJK" if script[0] in _JAPANESE else script[0]
    if category[0] in "LMN":
        return MARK if category[0] == "M" else RARE
    is_picture = character >= "\u2600" and category == "So"
    by_place = SIGN if character < "\u2000" else PICTURE if is_picture else DRAWN
    return _CATEGORIES.get(category, by_place)


def _kind_of(character: str) -> str:
    """The kind of any character, '' of none."""
    if not character.isascii():
        return _kind(character)
    if character.isalpha():
        return LATIN
    return DIGIT if character.isdigit() else OTHER if character else ""


def _is_letter(kind: str) -> bool:
    return kind in (LATIN, RARE) or kind in _SCRIPTS


def _goes_on(kind: str) -> bool:
    """Whether a letter beside one of this kind is not alone."""
    return kind == APOSTROPHE or _is_letter(kind)


def _own_cost(character: str, kind: str, before: str) -> float:
    """Cost of a character beyond ASCII by what it is; `before` is the kind of the one before it."""
    if kind == LATIN:
        if character in COMMON:
            return _COMMON_LETTER
        lower = character.lower()
        return _CAPITAL if lower in COMMON else _RARE_LATIN if lower in _FEW_USE else _COSTS[LATIN]
    if kind == MARK and before in ("", LATIN):
        return _MARK_BEHIND_LATIN if before else _COSTS[ODD]
    return _AGAIN.get(kind, _COSTS[kind]) if kind == before else _COSTS[kind]


def _case_cost(before: str, letter: str, behind: str) -> float:
    """Cost of a letter's case after up to two characters, and before one."""
    if letter.isupper():
        risen = before[-1:].isalpha() and not before[-1:].isupper()
        falls = before[-1:].isupper() and behind.islower()
        return _RISEN * risen + _FALLEN * falls
    return _FALLEN if len(before) > 1 and before.isupper() and before.isalpha() else 0.0


def _touching(kind: str, behind: str) -> float:
    """Cost of two characters, one of them beyond ASCII, that touch, by their kinds."""
    if not _is_letter(kind):
        return _BEFORE_LETTER.get(kind, 0.0) if _is_letter(behind) else 0.0
    if not _is_letter(behind):
        return _BEHIND_LETTER.get(behind, 0.0)
    if kind == behind:
        return 0.0
    if "GREEK" in (kind, behind):
        return _MIXED_GREEK
    return _MIXED_CYRILLIC if "CYRILLIC" in (kind, behind) else _MIXED


def _cost(text: str, at: int, *, behind_another: bool) -> float:
    """Cost of a character beyond ASCII, and of what it touches, unless the one before it has counted that."""
    character, before, behind = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    kind, kind_before, kind_behind = _kind(character), _kind_of(before), _kind_of(behind)
    cost = _own_cost(character, kind, kind_before) + _touching(kind, kind_behind)
    if not behind_another:
        cost += _touching(kind_before, kind)
    if before in _CIRCUMFLEX:
        cost += _BEHIND_CIRCUMFLEX
    if kind == LATIN:
        cost += _case_cost(text[max(0, at - 2) : at], character, behind)
    is_alone = not (_goes_on(kind_before) or _goes_on(kind_behind))
    if not is_alone or not _is_letter(kind) or character in _LONE_WORDS:
        return cost
    return cost + (_LONE_SIGN if kind in _WORD_SIGNS else _LONE)


@forgetting
@lru_cache(maxsize=MOST)
def strangeness(text: str) -> float:
    """Cost of all characters beyond ASCII of a text, and of how they touch their neighbours."""
    places = [match.start() for match in BEYOND_ASCII.finditer(text)]
    behind = (before == at - 1 for before, at in zip([-2, *places], places, strict=False))
    return sum(_cost(text, at, behind_another=next(behind)) for at in places)
