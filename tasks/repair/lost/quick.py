"""Pieces that need no search: one word whose letters are lost, perhaps elided, and one question mark.

They are most of a text. What may be read in another way is left to the search.
"""

import re
from typing import NamedTuple

from tasks.repair.lost.options import UNRESTORED, Case, Option, Options
from tasks.repair.lost.placing import elides_small
from tasks.repair.lost.restoring import VOWELS, Around, lead_of
from tasks.repair.statistics.confusion import MARK, UNKNOWN, pair_cost
from tasks.repair.statistics.word_lists import ELISIONS

_PIECE = re.compile(
    r"([(\[]*(?:[^\W\d_]{1,2}['’])?)((?:[^\W\d_]|\?)+)((?:[.,;:)\]\"-][^?]*|\d{1,2}\.[^?]*)?)"
)
FAR = 60
"""Lead of an elided word, and of a word over a rival with a sign that needs no search."""
OPENING, ENDING = 30, -10
"""Least cost of a sign at the beginning and at the end of a word."""


def _rivals_far(options: Options, shape: str, cost: float) -> bool:
    """Whether no reading with a sign at an end of the word or after an elision comes near its cost."""
    head, mark, tail = shape.lower().partition(MARK)
    if mark and head in ELISIONS and (tail[:1] == MARK or tail[:1] in VOWELS):
        return False
    trimmed = [(shape[1:], OPENING)] if shape[0] == MARK else []
    if shape[-1] == MARK:
        trimmed += [(shape[:-1], ENDING), *((rest[:-1], OPENING + ENDING) for rest, _ in trimmed)]
    return all(rest and options.least_cost(rest) + sign > cost + FAR for rest, sign in trimmed)


def _elided(language: str, run: str, options: Options) -> str:
    """The article at the beginning of a run whose apostrophe is lost, '' without one."""
    head, _, tail = run.partition(MARK)
    if language != "fr" or head.lower() not in ELISIONS or not tail:
        return ""
    vowel = tail[0] == MARK != tail or tail[0].lower() in VOWELS
    return head if vowel and options.least_cost(run) >= UNKNOWN else ""


class _Parts(NamedTuple):
    """A piece around the word that is decided."""

    before: str
    head: str  # an article that lost its apostrophe
    word: str
    rest: str


def _parts(language: str, piece: str, around: Around, options: Options, *, asks: bool) -> _Parts | None:
    found = _PIECE.fullmatch(piece)
    if found is None:
        return None
    before, run, rest = found.groups()
    follows = rest[0].isdigit() if rest else not around.behind[:1].islower()
    may_ask = asks and run[-1] == MARK != run and follows and not around.quote
    if may_ask and options.least_cost(run) >= UNKNOWN:
        run, rest = run[:-1], MARK + rest
    elif rest[:1].isdigit():
        return None
    head = _elided(language, run, options)
    if elides_small(head, run[-1:].islower()) and around.before[-1:].isalpha() and not around.opens:
        return None
    return _Parts(before, head, run[len(head) + 1 :] if head else run, rest)


def _case(parts: _Parts, around: Around) -> Case:
    first = parts.before.strip("([") or parts.head
    if not first:
        usual = Case.SMALL if parts.rest or not around.behind[:1].isupper() else Case.NAMED
        return Case.CAPITAL if around.opens else usual
    return Case.OPEN if first[0].isupper() and not around.opens else Case.SMALL


def _is_plain(parts: _Parts, options: Options, best: Option) -> bool:
    """Whether the word is listed, and no other reading comes near it."""
    cost, word = best
    if MARK not in parts.word:
        return options.least_cost(word) < UNKNOWN
    return UNRESTORED not in word and cost < UNKNOWN and _rivals_far(options, parts.word, cost)


def decide(language: str, piece: str, around: Around, options: Options, *, asks: bool) -> Option | None:
    """The lead of the reading of a piece with `MARK` for each mark, and the reading; None to search."""
    parts = _parts(language, piece, around, options, asks=asks)
    if parts is None:
        return None
    behind = parts.rest[:1] or around.behind
    found = options.words(parts.word, _case(parts, around), around.capitals, by_letters=False)
    rated = sorted(
        (cost + pair_cost(language, around.before, word) + pair_cost(language, word, behind), word)
        for cost, word in found
    )
    if not _is_plain(parts, options, rated[0]):
        return None
    joined = f"{parts.before}{parts.head}’" if parts.head else parts.before
    return min(lead_of(rated), FAR if parts.head else UNKNOWN), joined + rated[0][1] + parts.rest
