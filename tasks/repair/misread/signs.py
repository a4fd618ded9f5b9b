"""Lone signs and short pieces: their surroundings show whether they may be read differently.

A lone letter (an initial, a unit), a letter beside figures and a lone sign are right as often as wrong. So
each sign has the places where Dutch and French put it; elsewhere a change of it is no evidence.
"""

import re
from typing import NamedTuple

from tasks.repair.charsets import data_rows
from tasks.repair.chunks import REACH, SPACES
from tasks.repair.margins import SIGN
from tasks.repair.statistics.folding import MARKS
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.scoring import PARTICLES

NAMING = frozenset(
    "letter letters lettre lettres teken tekens leesteken caractère caractères symbole symboles symbool "
    "klinker klinkers voyelle voyelles accent accenten accents signe signes klank son klinkt".split()
)
"""Words before a letter or sign that is mentioned as such."""
_NEIGHBOURS = {
    ".": re.compile(""),
    "text": re.compile("."),
    "end": re.compile(r"(?:.*[.?!:;])?\Z"),
    "small": re.compile("[a-zß-ÿ]"),
    "other": re.compile("(?![a-zß-ÿ])"),
    "digit": re.compile(r"\d"),
    "number": re.compile(r".*\d\Z"),
    "amount": re.compile(
        r"(?:miljoen|miljard|duizend|ml[nd]|millions?|milliards?|mille|euros?|eur)[.,]*\Z|.*\d\Z",
        re.IGNORECASE,
    ),
}
"""What a piece beside a sign is, without the brackets and quotation marks around it."""
_ELLIPSIS = re.compile(r"[(\[\"“«:]…|…[)\]\"”»]|\A…\Z")
ELLIPSIS = "…"
COPYRIGHT = "©"
"""Stands behind names as ® does, so it is no evidence."""
_ENDS = r"[.,;:?!)\]\"]*(?:\d{1,2}\.)?"
_UNITS = frozenset("ÅåØøµμΩºª¢£¥¤")
_QUOTES = frozenset("\"'«“‘")
DAGGERS = frozenset("†‡")
_FOOTNOTE = re.compile(r"[.?!;:]†|\d†\d")
"""Places of a no-break space: the dagger of a deceased is elsewhere."""
_SYMBOL = re.compile(r"[(\[]?(?:\d*[kM]?[\u0370-\u03ff]|[\u2190-\u2219\u221b-\u22ff±]|†\d{4})[.,;:)\]]*")
_DRAWN = re.compile("[\u2022\u2190-\u23ff\u2500-\u27ff]")
"""Frames, bullets and check marks stand alone in tables and lists."""
_GREEK = re.compile("[\u0370-\u03ff]")
_SIGN_BY_PLACE = tuple(
    (re.compile(reading.replace("{ends}", _ENDS)), neighbours)
    for reading, neighbours, _ in data_rows("places_of_signs.tsv", __package__)
)
"""The reading, and what its neighbours must be ('before after', . for anything)."""
_LETTERS = re.compile(r"[^\W\d_]{3}")


def is_ellipsis(chunk: str) -> bool:
    """Whether a piece has an ellipsis alone, or beside a bracket or quotation mark: that is right."""
    return ELLIPSIS in chunk and _ELLIPSIS.search(chunk) is not None


def may_be_a_symbol(chunk: str) -> bool:
    """Whether a piece is a lone symbol: a Greek letter, a mathematical sign, or a dagger at a year."""
    return _SYMBOL.fullmatch(chunk) is not None


@kept
def is_sign(chunk: str) -> bool:
    """Whether a piece's surroundings may matter: it has no word, or a letter follows its end."""
    return _LETTERS.search(chunk) is None or not (chunk[-1].isascii() or chunk[-2].isalnum())


class _Place(NamedTuple):
    """The neighbours of a piece on its line, '' at the line's ends."""

    before: str
    after: str

    def numbers(self) -> tuple[bool, bool]:
        """Whether a figure stands on each side."""
        return self.before[-1:].isdigit(), self.after[:1].isdigit()


def _may_be_meant(chunk: str, place: _Place) -> bool:
    """Whether a piece may be right: mentioned as such, a unit, a dagger at a name, a price."""
    alone = chunk.strip(".,;:?!()[]\"'")
    quoted = len(alone) == 1 and chunk[0] in _QUOTES
    if quoted or place.before.strip("\"'«»“”(:,").lower() in NAMING:
        return True
    numbers = place.numbers()
    if alone in PARTICLES:
        return not all(numbers)
    if alone in _UNITS:
        return any(numbers) and not (alone == "º" and numbers == (False, True))
    if _GREEK.fullmatch(alone) or (alone == chunk and _DRAWN.fullmatch(alone)):
        return True
    return not DAGGERS.isdisjoint(chunk) and not _FOOTNOTE.search(chunk)


@kept
def _possible(chunk: str, reading: str) -> list[list[str]]:
    """What the neighbours of a sign must be; nothing if it is there already."""
    return [
        neighbours.split(" ")
        for pattern, neighbours in _SIGN_BY_PLACE
        if pattern.match(reading) and not pattern.match(chunk)
    ]


def _was_preposition(place: _Place) -> bool:
    """Whether a lone ellipsis stands for à, which old tables turn into one: before a word or a figure."""
    before, behind = place.before[-1:], place.after[:1]
    if behind.isupper():
        return not before.isalnum()
    return behind.isdigit() or (behind.islower() and not before.isupper())


def sign_gain(chunk: str, reading: str, text: str, start: int) -> int:
    """Gain of a reading with a sign where Dutch and French put it, 0 elsewhere."""
    possible = _possible(chunk, reading)
    if not possible or COPYRIGHT in chunk:
        return 0
    end = start + len(chunk)
    before = text[max(0, start - REACH) : start].rpartition("\n")[2].strip(SPACES).rpartition(" ")[2]
    after = text[end : end + REACH].partition("\n")[0].strip(SPACES).partition(" ")[0]
    place = _Place(before, after)
    if reading[-1:] in "àÀ" and not chunk[-1].isalpha() and chunk != ELLIPSIS:
        return 0
    if chunk == ELLIPSIS:
        return SIGN if _was_preposition(place) else 0
    if _may_be_meant(chunk, place):
        return 0
    bare = [piece.strip("()[]\"'“”«»") for piece in place]
    fits = (
        all(_NEIGHBOURS[name].match(piece) for name, piece in zip(wanted, bare, strict=True))
        for wanted in possible
    )
    return SIGN * (1 + (not MARKS.isdisjoint(reading))) if any(fits) else 0
