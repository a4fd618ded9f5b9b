"""How likely a piece between spaces is, letter by letter, with one alternative for each suspicious character.

A beam of the cheapest readings runs over the piece, so the work is linear in its length. Costs are in units
of `COST_UNIT` nats; those that the statistics lack were chosen by hand, with `benchmarks/repair` on the
development part of the corpus and with a list of foreign names.
"""

from typing import NamedTuple

from tasks.repair.statistics.folding import (
    DRAWING,
    EASTERN,
    FOREIGN,
    LETTERS,
    MARKS,
    OTHER_SCRIPT,
    SIGNS,
    STRANGE,
    SYMBOL,
    WESTERN,
    fold_character,
)
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.model import LONGEST, WORD_CHOICE, models

USUAL = (LETTERS - FOREIGN) | SIGNS
BEAM = 4
SELDOM, ODD, FOREIGN_LETTER, ALIEN = 60, 80, 110, 200
"""Costs of what is rare but meant (a trade mark, a quotation mark where one may be, a lone rare letter); of
what no word has (a capital behind a small letter, a sign in the place of a letter); of a letter of another
language with Latin letters; and of what is in no text of the two languages."""
SYMBOL_COST = 140
"""The same of other signs."""
_STRANGE = {
    WESTERN: FOREIGN_LETTER,
    EASTERN: ALIEN,
    OTHER_SCRIPT: ALIEN,
    SYMBOL: SYMBOL_COST,
    DRAWING: SYMBOL_COST,
}
_STRANGE_IN_NAME = _STRANGE | {EASTERN: FOREIGN_LETTER}
_REPEATED = frozenset((OTHER_SCRIPT, SYMBOL, DRAWING))
"""What often stands beside its like: words of another script, rows of dots, frames."""
JOINING = frozenset((SYMBOL, DRAWING, *"²³½°§€"))
OPENING, CLOSING = frozenset("«“‘"), frozenset("»”’")
TOUCHING = JOINING | OPENING | frozenset("»”—–…•")
"""Signs behind which a small letter is rare: it costs as much more, and after such a sign inside a word."""
CHANGE, EXPECTED = 12, 30
"""Cost of a change, since without a reason nothing changes; and what one of a strange letter costs less on a
page known to be damaged, except in names."""
APOSTROPHES = frozenset("’‘")
ENDINGS = APOSTROPHES | frozenset("”»…\u00a0")
"""Signs right after a word."""
PARTICLES = frozenset("Ó")
"""Letters that stand alone in names (Ó Briain)."""


class _Reading(NamedTuple):
    """A reading of the chunk so far; `cost` includes the letters of its last word at their own costs."""

    cost: int = 0
    text: str = ""
    before: str = " "  # the last folded characters
    case: str = ""  # the case of the last word: a sample of its first letter and its last two
    word: str = ""
    own: int = 0  # the own costs of the word's letters; the word list may be cheaper


def character_cost(language: str, before: str, character: str, *, in_name: bool) -> int:
    """Cost of a character, without its case, after folded characters."""
    folded, last = fold_character(character), before[-1]
    if character in MARKS:
        return SELDOM
    if folded in STRANGE:
        again = folded == last and folded in _REPEATED
        return EXPECTED if again else (_STRANGE_IN_NAME if in_name else _STRANGE)[folded]
    cost = models()[language].letter_cost(before, folded)
    if in_name and folded in LETTERS and not folded.isascii():
        cost = min(cost, ODD)
    elif folded in FOREIGN:
        cost = min(cost, FOREIGN_LETTER)
    elif folded in (OPENING if last in " (" else CLOSING) or folded == last == " ":
        cost = min(cost, SELDOM)
    elif character.islower() and last in TOUCHING:
        cost += SELDOM * ((last in JOINING) + before[-2:-1].isalpha())
    return cost


@kept
def _step(language: str, before: str, case: str, character: str) -> tuple[str, str, int, int]:
    """What one more character leads to: characters before the next, case, its cost, and that of its case."""
    cost = character_cost(language, before, character, in_name=(case or character)[0].isupper())
    before = (before + fold_character(character))[1 - LONGEST :]
    if not character.isalpha():
        return before, "", cost, 0
    sample = "A" if character.isupper() else "a"
    inside = ODD if case[-1:] + sample == "aA" else 0
    after_capitals = SELDOM if case[-2:] + sample == "AAa" else 0
    return before, case[:1] + case[1:][-1:] + sample, cost, inside + after_capitals


def _word_end(language: str, word: str, own: int) -> int:
    """Cost added at a word's end: a listed word becomes cheaper, a lone rare letter dearer."""
    listed = models()[language].words.get(word.lower())
    if listed is not None:
        return min(0, listed + WORD_CHOICE - own)
    rare = len(word) == 1 and not word.isascii() and word not in PARTICLES
    return SELDOM * rare


def _read(language: str, reading: _Reading, characters: str) -> _Reading:
    cost, text, before, case, word, own = reading
    for character in characters:
        before, case, letter, case_cost = _step(language, before, case, character)
        cost += letter + case_cost
        if case:
            word += character
            own += letter
        elif word:
            cost += _word_end(language, word, own)
            word, own = "", 0
    return _Reading(cost, text + characters, before, case, word, own)


def _change_cost(reading: _Reading, character: str, meant: str, *, damaged: bool, followed: bool) -> int:
    """Cost of reading one character for another after a reading."""
    word, letter = reading.word, character.isalpha() and not meant.isalpha()
    in_name = (word or (character if followed else "a"))[0].isupper()
    strange = fold_character(character) in STRANGE and fold_character(meant) in USUAL
    cost = CHANGE
    if meant in MARKS or (word and letter and meant not in (APOSTROPHES if followed else ENDINGS)):
        cost += ODD
    if damaged and strange and not in_name:
        cost -= EXPECTED
    return cost


@kept
def read_chunk(language: str, chunk: str, options: str, *, damaged: bool = False) -> tuple[int, str]:
    """Cost of the cheapest reading of a chunk without spaces, and the reading.

    `options`, of the same length, has the alternative of each character; itself where there is no doubt.
    `damaged`: the chunk is of a page that is known to be damaged.
    """
    beam, done = [_Reading()], 0
    for at in [at for at, meant in enumerate(options) if meant != chunk[at]]:
        followed, longer = chunk[at + 1 : at + 2].isalpha(), []
        for reading in [_read(language, reading, chunk[done:at]) for reading in beam]:
            longer.append(_read(language, reading, chunk[at]))
            cost = _change_cost(reading, chunk[at], options[at], damaged=damaged, followed=followed)
            changed = _read(language, reading, options[at])
            longer.append(changed._replace(cost=changed.cost + cost))
        beam, done = sorted(longer)[:BEAM], at + 1
    readings = (_read(language, reading, chunk[done:] + " ") for reading in beam)
    return min((reading.cost, reading.text[:-1]) for reading in readings)
