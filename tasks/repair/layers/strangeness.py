"""How strange a text looks, whatever its language: which characters it has, and which of them touch.

Misread letters show: signs within words, capitals behind small letters, mixed scripts, controls. All costs
are in nats; they were chosen by hand.
"""

import re
import unicodedata

from tasks.repair.charsets import COMMON, data_rows
from tasks.repair.statistics.folding import BEYOND_ASCII
from tasks.repair.statistics.memory import kept

_ROWS = data_rows("kinds.tsv", __package__)
"""Each kind of characters: its cost, whether one more right after it, one behind a letter and one before it
cost something else; and its characters, in order."""
_COST = {"": 0.0, "everyday": 1.5, "seldom": 3.0, "foreign": 4.0, "rare": 7.0, "never": 10.0}
_COSTS = {kind: _COST[cost] for kind, cost, *_ in _ROWS}
_COLUMNS = tuple(zip(*_ROWS, strict=True))
_IS_AGAIN, _IS_BEHIND, _IS_BEFORE = (
    frozenset(kind for kind, is_so in zip(_COLUMNS[0], column, strict=True) if is_so)
    for column in _COLUMNS[2:-2]
)
_AGAIN, _BEHIND_LETTER, _BEFORE_LETTER = 1.0, _COST["foreign"], 2.0
_SCRIPTS = frozenset(
    "CYRILLIC GREEK HEBREW ARABIC DEVANAGARI BENGALI TAMIL TELUGU GUJARATI THAI GEORGIAN ARMENIAN HANGUL CJK "
    "BRAILLE".split()
)
"""Scripts by the names of their characters; one of them is a kind of its own."""
_KINDS = tuple((re.compile(f"[{characters}]"), kind) for kind, *_, characters, _ in _ROWS if characters)
_JAPANESE = frozenset(("HIRAGANA", "KATAKANA", "FULLWIDTH", "IDEOGRAPHIC", "CJK"))
"""Scripts of one text."""
RARE_LETTER = _COSTS["rare"]
"""Cost of a letter that hardly any text has."""
_COMMON_LETTER = 0.5
"""Cost of an everyday letter of both languages."""
_MIXED = _COST["never"]
"""Cost of letters of two scripts that touch."""
_FEW_USE, _RARE_LATIN = frozenset("ŷŵĥĵŝĝĉŭĩĭŏŋŧħĸŀŉſĳġċĕĺŕ"), _COST["foreign"]
"""Letters of few languages, and what one costs."""
_RISEN, _FALLEN = _COST["foreign"], _COST["seldom"]
"""Cost of a capital behind a small letter, and of a small letter behind two capitals."""
_LONE, _LONE_SIGN, _WORD_SIGNS = _COST["seldom"], _COST["never"], frozenset(("CJK", "HANGUL"))
"""Cost of a letter beyond ASCII that is a word of its own, and of one of scripts not written so."""


@kept
def _kind(character: str) -> str:
    """The kind of a character, '' of none."""
    if not character or character.isascii():
        return "latin" if character.isalpha() else "digit" if character.isdigit() else character and "other"
    for pattern, kind in _KINDS:
        if pattern.match(character):
            return kind
    category, script = unicodedata.category(character), unicodedata.name(character, " ")
    script = re.split("[ -]", script)[0]
    if script in _JAPANESE or script in _SCRIPTS:
        return "CJK" if script in _JAPANESE else script
    if category[0] in "LMN":
        return "mark" if category[0] == "M" else "rare"
    if category[0] in "CZ":
        return "space" if category == "Zs" else "odd"
    is_picture = character >= "\u2600" and category == "So"
    return "sign" if character < "\u2000" else "picture" if is_picture else "drawn"


def _is_letter(kind: str) -> bool:
    return kind in ("latin", "rare") or kind.isupper()


def _own_cost(character: str, kind: str, before: str) -> float:
    """Cost of a character beyond ASCII by what it is; `before` is the kind of the one before it."""
    if kind == "latin":
        if character in COMMON:
            return _COMMON_LETTER
        return _RARE_LATIN if character.lower() in _FEW_USE else _COSTS[kind]
    if kind == "mark" and not before:
        return _COSTS["odd"]
    sort = "script" if kind in _SCRIPTS else kind
    return _AGAIN if kind == before and sort in _IS_AGAIN else _COSTS[sort]


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
        return _BEFORE_LETTER if kind in _IS_BEFORE and _is_letter(behind) else 0.0
    if not _is_letter(behind):
        return _BEHIND_LETTER if behind in _IS_BEHIND else 0.0
    return 0.0 if kind == behind else _MIXED


@kept
def _cost(two_before: str, character: str, behind: str, *, behind_another: bool) -> float:
    """Cost of a character beyond ASCII, and of what it touches, unless the one before it has counted that."""
    before = two_before[-1:]
    kind, kind_before, kind_behind = map(_kind, (character, before, behind))
    cost = _own_cost(character, kind, kind_before) + _touching(kind, kind_behind)
    if not behind_another:
        cost += _touching(kind_before, kind)
    if kind == "latin":
        cost += _case_cost(two_before, character, behind)
    goes_on = any(beside == "apostrophe" or _is_letter(beside) for beside in (kind_before, kind_behind))
    if goes_on or not _is_letter(kind):
        return cost
    return cost + (_LONE_SIGN if kind in _WORD_SIGNS else _LONE)


@kept
def strangeness(text: str) -> float:
    """Cost of all characters beyond ASCII of a text, and of how they touch their neighbours."""
    places = [match.start() for match in BEYOND_ASCII.finditer(text)]
    return sum(
        _cost(text[max(0, at - 2) : at], text[at], text[at + 1 : at + 2], behind_another=before == at - 1)
        for before, at in zip([-2, *places], places, strict=False)
    )
