"""Which signs may stand where, whatever the costs of their two sides say."""

import re

from tasks.repair.charsets import data_rows
from tasks.repair.statistics.word_lists import ELISIONS

NO_BREAK_SPACE = "\u00a0"
CLOSED_BY = {"“": "”", "«": "»"}
_SPACES = frozenset(" \u00a0")
_WORDS_BEFORE, _WORDS_BEHIND = frozenset("aA"), frozenset("vcVC")
"""Kinds of words on both sides."""
_BEFORE_SECTION, _BEHIND_SECTION, _CELSIUS = frozenset(" (§\u00a0"), frozenset("0§"), "C="
_BEHIND_DEGREES = frozenset("vcVC°")
_NEAR = 8


def has_place(sign: str, text: str, before: str, behind: str | None, *, opens: bool) -> bool:
    """Whether a sign may stand behind a text: no no-break space begins a piece or parts a word, and so on.

    `before` and `behind` are the kinds of what touches it; `opens` is whether the piece begins a sentence.
    """
    ends = behind is not None and behind[-1] in _SPACES
    if sign in CLOSED_BY:
        return not (ends and sign != "«")
    if sign == "’":
        if text[-1:].isalpha() and not text[-1:].isascii():
            return False  # isolé’s
        elided = re.search(r"([^\W\d_]*)\W?\Z", text)
        is_capital = elided is not None and elided[1].isupper() and elided[1].lower() in ELISIONS
        return opens or behind != "v" or not is_capital  # L’on begins a sentence
    placed = {
        NO_BREAK_SPACE: before[0] != " " and not (before in _WORDS_BEFORE and behind in _WORDS_BEHIND),
        "–": behind is None or (before[0] in _SPACES) == ends,
        # Without C, behind a number or n, and before no word.
        "°": behind == _CELSIUS or (before[0] != " " and behind not in _BEHIND_DEGREES),
        "§": before[0] in _BEFORE_SECTION and (behind is None or ends or behind in _BEHIND_SECTION),
    }
    return placed.get(sign, True)


_ALIKE = tuple(
    (re.compile(rf"(?:{before})\Z"), signs.replace("\\u00a0", NO_BREAK_SPACE), re.compile(behind))
    for before, signs, behind, _ in data_rows("signs_alike.tsv", __package__)
)
"""What ends with a mark, the signs that it may not be made there, since another is as likely, and what is
behind it."""


def is_one_of_two(text: str, at: int, sign: str) -> bool:
    """Whether a sign that replaces the mark at a place may as well be another."""
    before, behind = text[max(0, at - _NEAR) : at + 1], text[at + 1 : at + 1 + _NEAR]
    return any(sign in signs and lead.search(before) and end.match(behind) for lead, signs, end in _ALIKE)
