"""Which signs may stand where, whatever the costs of their two sides say."""

import re

from tasks.repair.charsets import data_rows
from tasks.repair.lost.options import is_foreign
from tasks.repair.lost.reading import CLOSED_BY, NO_BREAK_SPACE, Reading
from tasks.repair.statistics.confusion import MARK
from tasks.repair.statistics.word_lists import ELISIONS

OPENING = "«“‘\"'([\u00a0"
LONGEST_SHORT = 3
"""Letters of an abbreviation, whose full stop a question mark may follow."""
_SPACES = frozenset(" \u00a0")
_SPACED = frozenset(("000", "%", "€", ":", ";", "!", "?", "»", None))
_SPACING, _BEFORE_SMALL = frozenset("«§°"), "a "
_CLOSING = frozenset((")", "]", "”", "»", None))
_UNASKED, _NEVER_BEHIND = frozenset(" \u00a0«“("), ","
"""Before a question mark there is none of these, and behind it not that."""
_WORDS_BEFORE, _WORDS_BEHIND = frozenset("aA"), frozenset("vcVC")
"""Kinds of words on both sides."""
_UNOPENING = frozenset("aA0y”»")
"""Kinds of what no quotation opens behind."""
_FIGURES, _NUMBERING = frozenset(("0", "000", "y")), frozenset(".)°?")
"""Kinds of figures, and what is behind the number of a question."""
_NEVER_CLIPPED = frozenset(("v", "c", "V", "C", "er=", "ers=", "en=", "tje=", "tjes=", "C="))
"""Kinds of words whose beginning is not left out, unlike ’s, ’t and ’n."""
_GENITIVE = re.compile(r"[A-ZÀ-Þ]\w*[sxz]")
"""A name that takes an apostrophe alone (Fedris’ cijfers)."""
_BEFORE_SECTION, _BEHIND_SECTION, _CELSIUS = frozenset(" (§\u00a0"), frozenset("0§"), "C="
_BEHIND_DEGREES, _NEVER_ELLIPSIS = frozenset("vcVC°"), frozenset(",;:")
_CODE = re.compile(r"[^\W\d_]\d+\Z|\d[.,]\d+\Z")
"""The end of a code or of a number with decimals, which takes no degree sign."""
_NUMBER = re.compile(
    r"\d|(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\Z|\w+(?:tien|tig)\Z"
)
_NEAR = 8
NO_NUMBER, AMONG_FRENCH = 30, -60
"""Cost of "à" in Dutch away from numbers, and between two French words."""


def _ends(reading: Reading) -> bool:
    """Whether the reading ends in a full stop that is not that of an abbreviation."""
    return reading.last == "." and len(reading.far) > LONGEST_SHORT


def may_ask(reading: Reading, behind: str | None, follows: list[str], *, joined: bool) -> bool:
    """Whether a mark may be a question mark.

    None follows an ended sentence or one of several numbers (§ 1, 4°), none is between a space or an opening
    sign and a letter, and only the number of a question touches one.
    """
    before, behind = reading.kind, behind or MARK
    if _ends(reading) or (reading.far == "," and reading.text == reading.last and reading.last.isdigit()):
        return False
    if behind in _FIGURES and follows and follows[0] not in _NUMBERING:
        return False
    if (before[0] == " " == behind[-1] and joined) or behind == _NEVER_BEHIND:
        return False
    return not (before[0] in _UNASKED and behind[0] in _WORDS_BEHIND)


def _space_is_told(reading: Reading, behind: str | None, *, joined: bool) -> bool:
    """Whether "?" may be made a no-break space: a sentence ended, or the language writes one there.

    `joined` is whether question marks follow their words without one; else it may have been lost before them.
    """
    asked = reading.last == MARK and behind != _BEFORE_SMALL and joined
    ended = not reading.quote and (asked or _ends(reading))
    return ended or behind in _SPACED or reading.kind in _SPACING


def is_told(sign: str, reading: Reading, behind: str | None, *, asks: bool, joined: bool) -> bool:
    """Whether a mark may be made a sign that has its place there; "?" tells less than U+FFFD."""
    if sign == NO_BREAK_SPACE and reading.kind in _WORDS_BEFORE:
        if reading.quote not in ("", "«"):
            return False  # it may be a closing quotation mark
        if behind == _BEFORE_SMALL and _GENITIVE.fullmatch(reading.last):
            return False
    if not asks:
        return True
    if sign == NO_BREAK_SPACE:
        return _space_is_told(reading, behind, joined=joined)
    if sign == "§":
        return behind is None or behind[-1] in _SPACES
    return sign != "…" or (behind in _CLOSING and reading.kind in OPENING and reading.kind != "(")


def elides_small(article: str, small: bool) -> bool:  # noqa: FBT001
    """Whether an article with a capital is elided before a small letter, as in a first word (L’on)."""
    return small and article.isupper() and article.lower() in ELISIONS


def has_place(sign: str, reading: Reading, behind: str | None, *, opens: bool) -> bool:
    """Whether a sign may stand there: no no-break space begins a piece or parts a word, and so on.

    `opens` is whether the piece begins a sentence.
    """
    before, ends = reading.kind, behind is not None and behind[-1] in _SPACES
    if sign in CLOSED_BY:
        return before not in _UNOPENING and not (ends and sign != "«")
    if sign == "’":
        if before[0] == " ":
            return behind not in _NEVER_CLIPPED
        return not (elides_small(reading.text, behind == "v") and reading.far[-1:].isalpha() and not opens)
    placed = {
        "…": before not in _NEVER_ELLIPSIS and (before != "(" or behind in _CLOSING),
        NO_BREAK_SPACE: before[0] != " " and not (before in _WORDS_BEFORE and behind in _WORDS_BEHIND),
        "–": behind is None or (before[0] in _SPACES) == ends,
        # Without C, behind a whole number or n, and before no word.
        "°": behind == _CELSIUS
        or (before[0] != " " and behind not in _BEHIND_DEGREES and not _CODE.search(reading.text)),
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


def cost_in_dutch(sign: str, before: str, behind: str) -> float:
    """What the words on both sides add to the cost of "à" or a dash: Dutch has à between numbers."""
    if sign not in "à–":
        return 0
    foreign = is_foreign("nl", before) + is_foreign("nl", behind)
    if sign == "à" and not foreign:
        return 0 if _NUMBER.match(before) or _NUMBER.match(behind) else NO_NUMBER
    return (AMONG_FRENCH if sign == "à" else -AMONG_FRENCH) if foreign > 1 else 0
