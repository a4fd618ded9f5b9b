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
_STRANGE = {WESTERN: 110, EASTERN: 200, OTHER_SCRIPT: 200, SYMBOL: 140, DRAWING: 170}
_STRANGE_IN_NAME = _STRANGE | {WESTERN: 100, EASTERN: 110}
_REPEATED, AGAIN = frozenset((OTHER_SCRIPT, SYMBOL, DRAWING)), 25
"""Cost of one more of the same kind: words of another script, rows of dots, frames."""
FOREIGN_IN_WORD, FOREIGN_IN_NAME = 105, 90
"""Highest cost of a foreign letter in a word, and of an accented one in a name."""
MARK_COST = 60
"""Cost of a trade mark: rare, but meant."""
JOINING = frozenset((SYMBOL, DRAWING, *"²³½°§€"))
JOINED = 60
"""Cost of a small letter after such a sign (†minderjarigen), and after any sign inside a word (ru´ne)."""
OPENING, CLOSING = frozenset("«“‘"), frozenset("»”’")
TOUCHING = JOINING | OPENING | frozenset("»”—–…•")
QUOTE_COST, SPACE_LAST = 60, 40
"""Highest costs of a quotation mark where one may be, and of a space after a no-break space."""
CAPITAL_INSIDE, SMALL_AFTER_CAPITALS = 80, 50
"""Costs of a capital after a small letter, and of a small letter after two capitals."""
CHANGE = 12
"""Cost of a change: without a reason nothing changes."""
APOSTROPHES = frozenset("’‘")
ENDINGS = APOSTROPHES | frozenset("”»…\u00a0")
"""Signs right after a word."""
NO_LETTER_INSIDE = 80
"""Cost of turning a letter into a sign that does not belong in a word."""
EXPECTED = 30
"""Reduction for a change of a strange letter on a page known to be damaged, except in names."""
LONELY = 60
"""Cost of a lone rare letter that is no word."""
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
        return MARK_COST
    if folded in STRANGE:
        again = folded == last and folded in _REPEATED
        return AGAIN if again else (_STRANGE_IN_NAME if in_name else _STRANGE)[folded]
    cost = models()[language].letter_cost(before, folded)
    if in_name and folded in LETTERS and not folded.isascii():
        cost = min(cost, FOREIGN_IN_NAME)
    elif folded in FOREIGN:
        cost = min(cost, FOREIGN_IN_WORD)
    elif folded in (OPENING if last in " (" else CLOSING):
        cost = min(cost, QUOTE_COST)
    elif folded == last == " ":
        cost = min(cost, SPACE_LAST)
    elif character.islower() and last in TOUCHING:
        cost += JOINED * ((last in JOINING) + before[-2:-1].isalpha())
    return cost


@kept
def _step(language: str, before: str, case: str, character: str) -> tuple[str, str, int, int]:
    """What one more character leads to: characters before the next, case, its cost, and that of its case."""
    cost = character_cost(language, before, character, in_name=(case or character)[0].isupper())
    before = (before + fold_character(character))[1 - LONGEST :]
    if not character.isalpha():
        return before, "", cost, 0
    sample = "A" if character.isupper() else "a"
    inside = CAPITAL_INSIDE if case[-1:] + sample == "aA" else 0
    after_capitals = SMALL_AFTER_CAPITALS if case[-2:] + sample == "AAa" else 0
    return before, case[:1] + case[1:][-1:] + sample, cost, inside + after_capitals


def _word_end(language: str, word: str, own: int) -> int:
    """Cost added at a word's end: a listed word becomes cheaper, a lone rare letter dearer."""
    listed = models()[language].words.get(word.lower())
    if listed is not None:
        return min(0, listed + WORD_CHOICE - own)
    rare = len(word) == 1 and not word.isascii() and word not in PARTICLES
    return LONELY * rare


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
        cost += NO_LETTER_INSIDE
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
