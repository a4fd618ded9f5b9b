"""Choose, letter by letter, between what stands there and what it may have been.

A chunk is what stands between spaces. Its suspicious places are slots, each with the letter that the wrong charset
would have shown so. A beam of the cheapest readings runs over the chunk from left to right, so the work is linear in
its length.
"""

import functools
from dataclasses import dataclass

from tasks.repair.costs import FOREIGN, case_cost, character_cost
from tasks.repair.folding import LETTERS, SIGNS, STRANGE, fold
from tasks.repair.model import Model, models

USUAL = (LETTERS - FOREIGN) | SIGNS
BEAM = 6
CHANGE = 12
"""Cost of a change, in units of `COST_UNIT`: without a reason nothing changes."""
LOST_CAPITAL = 25
"""Cost of making the capital of a name small."""
EXPECTED = 30
"""What a change of a strange letter costs less where the page is known to be damaged, names apart."""
LONELY = 60
"""Cost of a rare letter that stands alone and is no word."""
REMEMBERED = 50_000
"""Readings kept: the same words come back on page after page."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading of the chunk so far.

    The letters of the word at its end are in `cost` with their own costs, `open`; when the word ends, its place in
    the word list may make it cheaper.
    """

    text: str
    tail: str
    word: str
    cost: int
    open: int


def _read(model: Model, reading: _Reading, character: str, extra: int) -> _Reading:
    """Return the reading with one more character."""
    tail, own = character_cost(model, reading.tail, reading.word, character)
    text, cost = reading.text + character, reading.cost + own + extra
    if character.isalpha():
        cost += case_cost(reading.word, character)
        return _Reading(text, tail, reading.word + character, cost, reading.open + own)
    return _Reading(text, tail, "", cost - _discount(model, reading), 0)


def _discount(model: Model, reading: _Reading) -> int:
    if not reading.word:
        return 0
    known = model.word_cost(reading.word.lower())
    if known is None:
        return -LONELY if len(reading.word) == 1 and not reading.word.isascii() else 0
    return max(0, reading.open - known)


def _change_cost(word: str, character: str, meant: str, *, expected: bool) -> int:
    """Return the cost of reading `meant` where `character` stands, after the letters of its word."""
    cost = CHANGE
    if not word and character.isupper() and meant.islower():
        cost += LOST_CAPITAL
    in_name = (word or character)[0].isupper()
    if expected and not in_name and fold(character) in STRANGE and fold(meant) in USUAL:
        cost -= EXPECTED
    return cost


@functools.lru_cache(maxsize=REMEMBERED)
def read_chunk(language: str, chunk: str, options: str, *, expected: bool = False) -> tuple[int, str]:
    """Return the cost of the cheapest reading of a chunk, and the reading.

    Args:
        language: 'nl' or 'fr'.
        chunk: A piece of text without spaces.
        options: Of the same length: what each character may have been; itself where there is no doubt.
        expected: The page is known to be damaged.
    """
    model = models()[language]
    beam = [_Reading("", " ", "", 0, 0)]
    for character, meant in zip(chunk, options, strict=True):
        longer = [_read(model, reading, character, 0) for reading in beam]
        if meant != character:
            longer += [
                _read(model, reading, meant, _change_cost(reading.word, character, meant, expected=expected))
                for reading in beam
            ]
            longer = sorted(longer, key=lambda reading: reading.cost)[:BEAM]
        beam = longer
    return min((_read(model, reading, " ", 0).cost, reading.text) for reading in beam)
