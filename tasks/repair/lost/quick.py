"""Pieces that need no search: one word whose letters are lost, one elided word, one question mark.

They are most of a text. What may be read in another way is left to the search.
"""

import re

from tasks.repair.lost.options import UNRESTORED, Options
from tasks.repair.lost.restoring import VOWELS, Around, lead_of
from tasks.repair.statistics.confusion import MARK, UNKNOWN, pair_cost, word_cost
from tasks.repair.statistics.word_lists import ELISIONS

Decision = tuple[str, float]
"""The reading of a piece, and its lead; the piece itself when it stays."""
_WORD = re.compile(r"((?:[^\W\d_]|\?)+)([.,;:)]*)")
_ELIDED = re.compile(r"([^\W\d_]+)\?([^\W\d_]+)[.,;:)]*")
_ASKED = re.compile(r"([^\W\d_]+)\?(?:\d{1,2}\..*)?")
FAR = 60
"""Lead of an elided word, and of a word over a rival with a sign that needs no search."""
OPENING, ENDING = 30, -10
"""Least cost of a sign at the beginning and at the end of a word."""


def _rivals_far(options: Options, shape: str, cost: float) -> bool:
    """Whether no reading with a sign at an end of the word or after an elision comes near its cost."""
    head, _, tail = shape.lower().partition(MARK)
    if head in ELISIONS and (tail[:1] == MARK or tail[:1] in VOWELS):
        return False
    trimmed = [(shape[1:], OPENING)] if shape[0] == MARK else []
    if shape[-1] == MARK:
        trimmed += [(shape[:-1], ENDING), *((rest[:-1], OPENING + ENDING) for rest, _ in trimmed)]
    return all(rest and options.least_cost(rest) + sign > cost + FAR for rest, sign in trimmed)


def _word(language: str, piece: str, around: Around, options: Options) -> Decision | None:
    """A word with lost letters, decided by the list and its neighbours."""
    found = _WORD.fullmatch(piece)
    if not found:
        return None
    shape, end = found.groups()
    behind = end[:1] or around.behind
    rated = sorted(
        (cost + pair_cost(language, around.before, word) + pair_cost(language, word, behind), word)
        for cost, word in options.words(shape, around.opens, around.capitals, by_letters=False)
    )
    if len(rated) < 2 or UNRESTORED in rated[0][1] or not _rivals_far(options, shape, rated[0][0]):
        return None
    return rated[0][1] + end, lead_of(rated)


def _elided(language: str, piece: str, options: Options) -> Decision | None:
    """A listed word behind an article whose apostrophe is lost."""
    found = _ELIDED.fullmatch(piece)
    if not found or found[1].lower() not in ELISIONS or found[2][0].lower() not in VOWELS:
        return None
    shape = f"{found[1]}{MARK}{found[2]}"
    plain = word_cost(language, found[2].lower()) < UNKNOWN and options.least_cost(shape) >= UNKNOWN
    return (piece.replace(MARK, "’"), FAR) if plain else None


def _asked(language: str, piece: str, around: Around, options: Options) -> Decision | None:
    """A listed word with a question mark."""
    found = _ASKED.fullmatch(piece)
    if not found or around.quote or (piece[-1] == MARK and around.behind[:1].islower()):
        return None
    word = found[1].lower()
    plain = word_cost(language, word) < UNKNOWN and options.least_cost(word + MARK) >= UNKNOWN
    return (piece, 0) if plain and piece.count(MARK) == 1 else None


def decide(language: str, piece: str, around: Around, options: Options, *, asks: bool) -> Decision | None:
    """The reading of a piece, with `MARK` for each mark, and its lead; None for a piece to search."""
    if asks and (asked := _asked(language, piece, around, options)):
        return asked
    elided = _elided(language, piece, options) if language == "fr" else None
    return elided or _word(language, piece, around, options)
