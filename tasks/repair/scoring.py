"""Choose, letter by letter, between what stands there and what it may have been.

A chunk is what stands between spaces. Its suspicious places are slots, each with the letter that the wrong
charset would have shown so. A beam of the cheapest readings runs over the chunk from left to right, so the
work is linear in its length.
"""

import functools
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from tasks.repair.costs import FOREIGN, case_cost, character_cost
from tasks.repair.folding import LETTERS, OTHER_SCRIPT, SIGNS, STRANGE, fold
from tasks.repair.model import Model, models

USUAL = (LETTERS - FOREIGN) | SIGNS
BEAM = 4
CHANGE = 12
"""Cost of a change, in units of `COST_UNIT`: without a reason nothing changes."""
LOST_CAPITAL = 25
"""Cost of making the capital of a name small, while it is open whether the page is damaged."""
APOSTROPHES = frozenset("’‘")
ENDINGS = APOSTROPHES | frozenset("”»…\u00a0")
"""Signs that stand right behind a word."""
NO_LETTER_INSIDE = 80
"""Cost of making a letter of a word a sign that does not stand there: only apostrophes do inside."""
NO_LETTER = 25
"""Cost of making a letter of a name a sign."""
EXPECTED = 30
"""What a change of a strange letter costs less where the page is known to be damaged, names apart."""
LONELY, LONELY_EXPECTED = 30, 90
"""Cost of a rare letter that stands alone and is no word; on a page known to be damaged."""
PARTICLES = frozenset("Ó")
"""Letters that stand alone in names (Ó Briain)."""
REMEMBERED = 50_000
"""Readings kept: the same words come back on page after page."""


class _Reading(NamedTuple):
    """A reading of the chunk so far.

    The letters of the word at its end are in `cost` with their own costs, `open`; when the word ends, its
    place in the word list may make it cheaper.
    """

    text: str
    tail: str
    word: str
    cost: int
    open: int


def _read(model: Model, reading: _Reading, character: str, extra: int, lonely: int) -> _Reading:
    """Return the reading with one more character."""
    tail, own = character_cost(model, reading.tail, reading.word, character)
    text, cost = reading.text + character, reading.cost + own + extra
    if character.isalpha():
        cost += case_cost(reading.word, character)
        return _Reading(text, tail, reading.word + character, cost, reading.open + own)
    return _Reading(text, tail, "", cost + _word_end(model, reading, lonely), 0)


def _word_end(model: Model, reading: _Reading, lonely: int) -> int:
    """Return what the end of a word adds: a word of the list becomes cheaper, a rare letter alone dearer."""
    if not reading.word:
        return 0
    known = model.word_cost(reading.word.lower())
    if known is None:
        rare = len(reading.word) == 1 and not reading.word.isascii() and reading.word not in PARTICLES
        return lonely if rare else 0
    return min(0, known - reading.open)


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page before one of its chunks is read.

    Attributes:
        damaged: It is known to be damaged.
        proven: Characters that are wrong elsewhere on it, beyond doubt.
    """

    damaged: bool = False
    proven: str = ""


UNKNOWN = Page()
_BY_COST = attrgetter("cost")


def _change_cost(page: Page, reading: _Reading, character: str, meant: str, *, followed: bool) -> int:
    """Return what it costs to read `meant` where `character` stands, after the reading so far."""
    alone = not (reading.word or followed)
    in_name = not alone and (reading.word or character)[0].isupper()
    cost = CHANGE
    fitting = APOSTROPHES if followed else ENDINGS
    if reading.word and character.isalpha() and not meant.isalpha() and meant not in fitting:
        cost += NO_LETTER_INSIDE
    among_its_kind = reading.tail[-1] == fold(character) == OTHER_SCRIPT
    if page.damaged and fold(character) in STRANGE and fold(meant) in USUAL and not among_its_kind:
        proven = bool(reading.word) and character in page.proven
        cost -= EXPECTED if proven or not in_name else 0
    if not page.damaged and not reading.word and character.isupper() and meant.islower():
        cost += LOST_CAPITAL
    if in_name and character.isalpha() and not meant.isalpha():
        cost += NO_LETTER
    return cost


@functools.lru_cache(maxsize=REMEMBERED)
def read_chunk(language: str, chunk: str, options: str, page: Page = UNKNOWN) -> tuple[int, str]:
    """Return the cost of the cheapest reading of a chunk, and the reading.

    Args:
        language: 'nl' or 'fr'.
        chunk: A piece of text without spaces.
        options: Of the same length: what each character may have been; itself where there is no doubt.
        page: What is known of the page.
    """
    model, lonely = models()[language], LONELY_EXPECTED if page.damaged else LONELY
    beam = [_Reading("", " ", "", 0, 0)]
    for at, (character, meant) in enumerate(zip(chunk, options, strict=True)):
        longer = [_read(model, reading, character, 0, lonely) for reading in beam]
        if meant != character:
            followed = chunk[at + 1 : at + 2].isalpha()
            for reading in beam:
                cost = _change_cost(page, reading, character, meant, followed=followed)
                longer.append(_read(model, reading, meant, cost, lonely))
            longer = sorted(longer, key=_BY_COST)[:BEAM]
        beam = longer
    return min((_read(model, reading, " ", 0, lonely).cost, reading.text) for reading in beam)
