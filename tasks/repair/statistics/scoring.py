"""Choose, letter by letter, between what is there and what it may have been.

A chunk is a piece between spaces. Each suspicious character has one alternative, the letter that the wrong
charset would have turned into it. A beam of the cheapest readings runs over the chunk from left to right, so
the work is linear in its length.
"""

import functools
from operator import itemgetter
from typing import NamedTuple

from tasks.repair.statistics.costs import TOUCHING, character_cost
from tasks.repair.statistics.folding import FOREIGN, LETTERS, MARKS, OTHER_SCRIPT, SIGNS, STRANGE, fold
from tasks.repair.statistics.memory import forgetting
from tasks.repair.statistics.model import WORD_CHOICE
from tasks.repair.statistics.steps import BEFORE, REMEMBERED, TRAITS, Step, Steps, steps

USUAL = (LETTERS - FOREIGN) | SIGNS
BEAM = 4
CHANGE = 12
"""Cost of a change, in units of `COST_UNIT`: without a reason nothing changes."""
LOST_CAPITAL = 25
"""Cost of making a name's capital small, unless the page is known to be damaged."""
APOSTROPHES = frozenset("’‘")
ENDINGS = APOSTROPHES | frozenset("”»…\u00a0")
"""Signs right after a word."""
NO_LETTER_INSIDE = 80
"""Cost of turning a word's letter into a sign that does not belong there: only apostrophes do inside."""
NO_LETTER = 25
"""Cost of turning a name's letter into a sign."""
EXPECTED = 30
"""Reduction for a change of a strange letter on a page known to be damaged, except in names."""
LONELY, LONELY_EXPECTED = 30, 90
"""Cost of a lone rare letter that is no word; on a page known to be damaged."""
PARTICLES = frozenset("Ó")
"""Letters that stand alone in names (Ó Briain)."""
READINGS = 50_000
"""Readings kept: the same words occur on page after page."""


class _Reading(NamedTuple):
    """A reading of the chunk so far.

    `cost` includes the letters of the word at its end at their own costs; when the word ends, the word list
    may make it cheaper.
    """

    cost: int
    text: str
    tail: str  # the folded characters before the next
    case: int  # the case of the word at its end (see `Steps`), 0 when there is none
    start: int  # where that word begins
    open: int  # the own costs of its letters


class Page(NamedTuple):
    """What is known of a page before one of its chunks is read.

    `proven` are characters that are wrong elsewhere on it, beyond doubt.
    """

    damaged: bool = False
    proven: str = ""


class _Place(NamedTuple):
    """Where a change would be made."""

    damaged: bool  # on a page known to be damaged
    proven: bool  # of a character that is wrong elsewhere on the page, beyond doubt
    within: bool  # in a word that has begun
    in_name: bool  # in a name
    followed: bool  # before a letter
    foreign: bool  # after a letter of another script


UNKNOWN = Page()
_NOTHING = _Reading(0, "", " ", 0, 0, 0)
_BY_COST = itemgetter(0)


def _word_end(known: dict[str, int], word: str, own: int, lonely: int) -> int:
    """Cost added at a word's end: a listed word becomes cheaper, a lone rare letter dearer."""
    listed = known.get(word.lower())
    if listed is not None:
        return min(0, listed + WORD_CHOICE - own)
    rare = len(word) == 1 and not word.isascii() and word not in PARTICLES
    return lonely if rare else 0


def _learn(by: Steps, case: int, before: str, character: str) -> Step:
    folded, sort, plain = TRAITS[character]
    if plain and before[-1] not in TOUCHING:
        cost = by.model.letter_cost(before, folded)
    else:
        cost = character_cost(by.model, before, by.samples[case], character)
    tail = by.model.telling((before + folded)[-BEFORE:])
    step = (tail, cost, sort)
    known = by.known[case]
    if len(known) >= REMEMBERED:
        known.clear()
    known[before + character] = step
    return step


def _read(by: Steps, reading: _Reading, characters: str, lonely: int) -> _Reading:
    cost, text, tail, case, start, own = reading
    at, text, known, moves = len(text), text + characters, by.known, by.moves
    for character in characters:
        step = known[case].get(tail + character)
        tail, letter, sort = step or _learn(by, case, tail, character)
        cost += letter
        if sort:
            own += letter
            case_cost, case = moves[case][sort]
            cost += case_cost
        else:
            if case:
                cost += _word_end(by.words, text[start:at], own, lonely)
            case, start, own = 0, at + 1, 0
        at += 1
    return _Reading(cost, text, tail, case, start, own)


@forgetting
@functools.lru_cache(maxsize=REMEMBERED)
def _change_cost(character: str, meant: str, place: _Place) -> int:
    cost = CHANGE
    fitting = APOSTROPHES if place.followed else ENDINGS
    if place.within and character.isalpha() and not meant.isalpha() and meant not in fitting:
        cost += NO_LETTER_INSIDE
    among_its_kind = place.foreign and fold(character) == OTHER_SCRIPT
    if place.damaged and fold(character) in STRANGE and fold(meant) in USUAL and not among_its_kind:
        cost -= EXPECTED if place.proven or not place.in_name else 0
    if not place.damaged and not place.within and character.isupper() and meant.islower():
        cost += LOST_CAPITAL
    if meant in MARKS and not place.within:
        cost += NO_LETTER_INSIDE
    if place.in_name and character.isalpha() and not (meant.isalpha() or meant in MARKS):
        cost += NO_LETTER
    return cost


def _changed(by: Steps, reading: _Reading, change: tuple[str, str], page: Page, *, followed: bool) -> int:
    """Cost of reading one character for another after a reading."""
    character, meant = change
    within, foreign = reading.case > 0, reading.tail[-1] == OTHER_SCRIPT
    in_name = by.samples[reading.case][0].isupper() if within else followed and character.isupper()
    proven = within and character in page.proven
    return _change_cost(character, meant, _Place(page.damaged, proven, within, in_name, followed, foreign))


@forgetting
@functools.lru_cache(maxsize=READINGS)
def read_chunk(language: str, chunk: str, options: str, page: Page = UNKNOWN) -> tuple[int, str]:
    """Cost of the cheapest reading of a chunk without spaces, and the reading.

    `options`, of the same length, has the alternative of each character; itself where there is no doubt.
    """
    by, lonely = steps()[language], LONELY_EXPECTED if page.damaged else LONELY
    beam, done = [_NOTHING], 0
    for at in [at for at, meant in enumerate(options) if meant != chunk[at]]:
        plain, followed = chunk[done:at], chunk[at + 1 : at + 2].isalpha()
        beam = [_read(by, reading, plain, lonely) for reading in beam]
        longer = [_read(by, reading, chunk[at], lonely) for reading in beam]
        for reading in beam:
            cost = _changed(by, reading, (chunk[at], options[at]), page, followed=followed)
            changed = _read(by, reading, options[at], lonely)
            longer.append(changed._replace(cost=changed.cost + cost))
        beam, done = sorted(longer, key=_BY_COST)[:BEAM], at + 1
    readings = (_read(by, reading, chunk[done:] + " ", lonely) for reading in beam)
    return min((reading.cost, reading.text[:-1]) for reading in readings)
