"""What the restorers of lost letters share: what stands around a word, its case, names, certainty."""

import math
import re
from typing import NamedTuple

from tasks.repair.chunks import SPACES
from tasks.repair.statistics.confusion import MARK, shapes, word_cost
from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.model import capital_words

RULE = "lost"
MOST_CERTAIN = 0.9
"""What is restored is never surer than this: the letters are gone."""
MARGIN = 10
"""Least lead over the next reading, in units of `COST_UNIT`."""
NAME_COST = 112
"""Most that a word with a capital within a sentence may cost; dearer ones are names."""
HARDLY = 165
"""Least that a piece costs that is hardly a word: lists of words hold names and misspellings."""
APOSTROPHE = 20
"""Cost of an apostrophe within a word."""
VOWELS = frozenset("aeiouyh")
_COUNTRY = re.compile(r"\w{3}(?:ië|iër|iërs|eër|eërs|ïsche?)\Z")
"""What only countries and regions end in (Moldavië, Eritreeërs): names too, but not of persons."""
_GLUES = ("’", "'", "-")
_LOOSE = frozenset(SPACES + "’'-(«“.:\u00a0")
_NUMBERING = (".", ")")
_NUMBER = re.compile(r"\d{1,2}|[^\W\d_]")
_OPENED = re.compile(r"\n\s?\Z|(?<![^\s.?!:;])\w\)\s*\Z")
"""A new line, or the number of a question."""
_NEAR = 60
_BEFORE = re.compile(r"(?:[^\W\d_]|\?)+|\d+|[^\s\w]")
_BEHIND = re.compile(r"\s*((?:[^\W\d_]|\?)+|\d+|[^\s\w])?")


class Place(NamedTuple):
    """What stands around a word.

    Attributes:
        before: The token before it.
        behind: The token behind it.
        opens: Whether a sentence begins with it.
        counts: Whether a figure stands behind it that is no number of a question.
        glued: Whether an apostrophe or a hyphen stands right before it.
        attached: Whether something else stands right before it that a word does not follow.
    """

    before: str
    behind: str
    opens: bool
    counts: bool
    glued: bool
    attached: bool


def _meant(language: str, token: str, *, alone: bool) -> str:
    """Return the likeliest word for a neighbour whose letters are lost too."""
    if token in ("", MARK):
        return "à" if token and alone and language == "fr" else token
    known = shapes(language)
    lower = token.lower()
    found = known.marked.get(lower) if MARK in token else None
    if MARK not in token and word_cost(language, lower) >= HARDLY:
        found = known.dropped.get(lower)
    return found[0] if found else token


def place_of(language: str, text: str, start: int, end: int, *, asks: bool) -> Place:
    """Return what stands around a word.

    Args:
        language: 'nl' or 'fr'.
        text: With `MARK` for each mark of a lost letter.
        start: Where the word begins.
        end: Where it ends.
        asks: Whether a `MARK` may be a question mark, behind which a sentence begins.
    """
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    words, following = _BEFORE.findall(before), _BEHIND.match(behind)
    last = before.rstrip(SPACES + '“"«(')[-1:]
    opens = not last or last in ".!:" or (asks and last == MARK) or _OPENED.search(before) is not None
    next_word = (following and following[1]) or ""
    numbers = following is not None and behind[following.end() :][:1] in _NUMBERING
    if numbers and _NUMBER.fullmatch(next_word):
        next_word = "1"
    return Place(
        _meant(language, words[-1] if words else "", alone=before.rstrip(SPACES)[-2:-1] in SPACES),
        _meant(language, next_word, alone=behind[:1] in SPACES),
        opens,
        next_word.isdigit() and not numbers,
        before[-1:] in _GLUES,
        bool(before) and before[-1] not in _LOOSE,
    )


def in_usual_case(language: str, word: str) -> str:
    """Return a word behind an article in its usual case."""
    return word.capitalize() if word in capital_words(language) else word


def cased(word: str, piece: str, place: Place, *, first_lost: bool) -> str:
    """Return a word in the case of the piece that it is read from.

    Args:
        word: The word.
        piece: What stands there.
        place: What stands around it.
        first_lost: Whether the first letter is lost, so that nothing shows its case.
    """
    letters = [letter for letter in piece if letter != MARK]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return word.upper()
    head, apostrophe, tail = word.rpartition("’")
    if first_lost and place.opens:
        tail = tail[0].upper() + tail[1:]
    whole = head + apostrophe + tail
    return whole if first_lost else piece[0] + whole[1:]


def is_name(language: str, word: str, place: Place) -> bool:
    """Say whether a word is a name, whose letters nothing tells for sure."""
    if not word[0].isupper() or place.opens or _COUNTRY.match(word):
        return False
    return word_cost(language, word.lower().rstrip(MARK)) > NAME_COST


def certainty(lead: int) -> float:
    """Return how sure a restored letter is whose reading leads by so much, in units of `COST_UNIT`."""
    return round(MOST_CERTAIN / (1 + math.exp(-lead * COST_UNIT / 2)), 4)
