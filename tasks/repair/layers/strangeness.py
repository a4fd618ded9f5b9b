"""How strange a text looks, whatever its language: which characters it has, and which of them touch.

Misread letters show: signs within words, capitals behind small letters, mixed scripts, controls. All costs are
in nats; they were chosen by hand.
"""

import re
import unicodedata
from functools import lru_cache

from tasks.repair.misread.charsets import COMMON
from tasks.repair.statistics.folding import BEYOND_ASCII
from tasks.repair.statistics.memory import MOST, forgetting

LATIN, SIGN, USUAL_SIGN, UNIT, OPENING, CLOSING, DASH, APOSTROPHE, SPACE, DRAWN, PICTURE, MARK, LOST, ODD, RARE = (
    "latin sign usual-sign unit opening closing dash apostrophe space drawn picture mark lost odd rare".split()
)
"""Kinds of characters; letters of any other script have its name."""
_SIGNS = {
    **dict.fromkeys("§½¼¾€£©µ•·", USUAL_SIGN),
    **dict.fromkeys("“«‘„‚‹¿¡", OPENING),
    **dict.fromkeys("”»›…", CLOSING),
    **dict.fromkeys("–—‐‑−", DASH),
    **dict.fromkeys("°²³®™†", UNIT),
    **dict.fromkeys("←↑→↓↔⇒≤≥≠≈", PICTURE),
    "’": APOSTROPHE,
    "\ufffd": LOST,
}
_SCRIPT = re.compile("[A-Z]*")
"""The name of a character begins with its script."""
_SCRIPTS = frozenset(
    "CYRILLIC GREEK HEBREW ARABIC DEVANAGARI BENGALI TAMIL TELUGU GUJARATI THAI GEORGIAN ARMENIAN CJK HANGUL "
    "HIRAGANA KATAKANA FULLWIDTH IDEOGRAPHIC BRAILLE".split()
)
_LATIN_LETTERS = re.compile("[À-ÖØ-öø-žǎ-ǜȘ-ț\u1ea0-\u1ef9\ufb00-\ufb06]")
_RARE_LETTERS = re.compile("[\u0460-\u0481\u048a-\u052f\u0370-\u0385\u03cf-\u03ff\u0671-\u06d3\u0700-\u08ff\ufb13-\ufefe]")
"""Letters of Cyrillic, Greek and Arabic that few languages use."""
_ODD = re.compile("[\u2000-\u2008\u200e\u200f\u2028-\u202e\u2e80-\u2fdf\ufff0-\ufffc]")
"""Signs that no keyboard has."""
_WIDE = re.compile("[\u3000-\u303f\uff01-\uff0f]")
"""Punctuation of East Asian text."""
_CIRCUMFLEX = frozenset("âêîôû")
_COSTS = {
    LATIN: 3.0, SIGN: 5.0, USUAL_SIGN: 3.0, UNIT: 3.0, OPENING: 1.5, CLOSING: 1.5, DASH: 1.5, APOSTROPHE: 1.0, SPACE: 1.5,
    DRAWN: 7.0, PICTURE: 3.0, MARK: 3.0, LOST: 3.0, ODD: 12.0, RARE: 10.0,
}  # fmt: skip
_OTHER_SCRIPT = 4.0
_MARK_BEHIND_LATIN = 5.0
"""Cost of a combining mark behind a letter that has accents of its own."""
_AGAIN = {DRAWN: 3.0, PICTURE: 1.0}
"""Cost of one more of the same kind right after it; of another letter of the same script it is this much."""
_SCRIPT_AGAIN = 0.5
_COMMON_LETTER, _CAPITAL = 0.5, 2.0
"""Cost of an everyday letter of both languages, and of one that is so in small only."""
_MIXED = 5.0
_MIXED_GREEK = 1.0
"""Cost of letters of two scripts that touch; Greek ones stand for units and kinds."""
_RISEN, _FALLEN = 4.0, 3.0
"""Cost of a capital behind a small letter, and of a small letter behind two capitals."""
_BEHIND_CIRCUMFLEX = 4.0
"""Cost of anything beyond ASCII behind a vowel with a circumflex."""
_SIGN_BEHIND_LETTER, _LETTER_BEHIND_SIGN = 3.0, 2.0
_OPENS_BEHIND_LETTER, _CLOSES_BEFORE_LETTER = 4.0, 3.0
_LONE = 3.0
"""Cost of a letter beyond ASCII that is a word of its own."""
_LONE_WORDS = frozenset("àÀéèêôÔ")


@forgetting
@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """The kind of a character beyond ASCII."""
    known = _SIGNS.get(character)
    if known:
        return known
    category, script = unicodedata.category(character), _SCRIPT.match(unicodedata.name(character, ""))[0]
    if _LATIN_LETTERS.match(character):
        return LATIN
    if _ODD.match(character):
        return ODD
    if _WIDE.match(character):
        return DASH
    if _RARE_LETTERS.match(character):
        return RARE
    if category[0] in "LM" or script in _SCRIPTS:
        return MARK if script == "COMBINING" else script if script in _SCRIPTS else RARE
    if category == "Zs":
        return SPACE
    if category[0] == "C":
        return ODD
    return SIGN if character < "\u2000" else DRAWN if character < "\u2600" else PICTURE


def _own_cost(character: str, kind: str, before: str) -> float:
    """Cost of a character beyond ASCII by what it is; `before` is the kind of the one before it."""
    if kind == LATIN:
        if character in COMMON:
            return _COMMON_LETTER
        return _CAPITAL if character.lower() in COMMON else _COSTS[LATIN]
    if kind == before:
        return _AGAIN.get(kind, _SCRIPT_AGAIN if kind in _SCRIPTS else _COSTS.get(kind, _OTHER_SCRIPT))
    if kind == MARK and before in ("", LATIN):
        return _COSTS[ODD] if not before else _MARK_BEHIND_LATIN
    return _COSTS.get(kind, _OTHER_SCRIPT)


def _case_cost(before: str, letter: str) -> float:
    """Cost of a letter's case after up to two characters."""
    if letter.isupper():
        return 0.0 if before[-1:].isupper() or not before[-1:].isalpha() else _RISEN
    return _FALLEN if len(before) > 1 and before.isupper() and before.isalpha() else 0.0


def _is_letter(kind: str) -> bool:
    return kind == LATIN or kind == RARE or kind in _SCRIPTS


def _goes_on(kind: str) -> bool:
    """Whether a letter beside one of this kind is not alone."""
    return kind == APOSTROPHE or _is_letter(kind)


def _kind_of(character: str) -> str:
    """The kind of any character; of ASCII only letters have one."""
    if not character:
        return ""
    if character.isascii():
        return LATIN if character.isalpha() else "0" if character.isdigit() else "."
    return _kind(character)


def _touching(kind: str, behind: str) -> float:
    """Cost of two characters, one of them beyond ASCII, that touch, by their kinds."""
    if _is_letter(kind) and _is_letter(behind):
        if kind != behind:
            return _MIXED_GREEK if "GREEK" in (kind, behind) else _MIXED
        return 0.0
    if _is_letter(kind):
        if behind in (SIGN, USUAL_SIGN, DRAWN, ODD):
            return _SIGN_BEHIND_LETTER
        return _OPENS_BEHIND_LETTER if behind == OPENING else _SIGN_BEHIND_LETTER if behind == "0" else 0.0
    if _is_letter(behind):
        if kind in (SIGN, USUAL_SIGN, UNIT, DRAWN, ODD, "0"):
            return _LETTER_BEHIND_SIGN
        return _CLOSES_BEFORE_LETTER if kind == CLOSING else 0.0
    return 0.0


@forgetting
@lru_cache(maxsize=MOST)
def strangeness(text: str) -> float:
    """Cost of all characters beyond ASCII of a text, and of how they touch their neighbours."""
    cost, seen = 0.0, -1
    for match in BEYOND_ASCII.finditer(text):
        at, character = match.start(), match[0]
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        kind, kind_before, kind_behind = _kind(character), _kind_of(before), _kind_of(behind)
        cost += _own_cost(character, kind, kind_before) + _touching(kind, kind_behind)
        if at - 1 != seen or not at:
            cost += _touching(kind_before, kind)
        if before in _CIRCUMFLEX:
            cost += _BEHIND_CIRCUMFLEX
        if kind == LATIN:
            cost += _case_cost(text[max(0, at - 2) : at], character)
            if character.isupper() and before.isupper() and behind.islower():
                cost += _FALLEN
        if _is_letter(kind) and character not in _LONE_WORDS:
            if not (_goes_on(kind_before) or _goes_on(kind_behind)):
                cost += _LONE
        seen = at
    return cost
