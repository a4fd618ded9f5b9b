"""One step of a reading: the cost of the next character after the few before it and its word's case.

The cost of a step depends on little, so it is worked out once and then looked up.
"""

import functools
from dataclasses import dataclass

from tasks.repair.statistics.costs import case_cost
from tasks.repair.statistics.folding import FOLDED
from tasks.repair.statistics.memory import forgetting
from tasks.repair.statistics.model import LONGEST, Model, models

NO_LETTER, CAPITAL, SMALL, CASELESS = range(4)
"""Kinds of characters."""
_SAMPLES = ("", "A", "a", "א")
"""A letter of each kind."""
BEFORE = LONGEST - 1
"""Folded characters before a step that its cost depends on."""
REMEMBERED = 60_000
"""Steps kept per kind; a full store is emptied."""

Step = tuple[str, int, int]
"""The folded characters (at most `BEFORE`) up to the one read; its cost without its case; its kind."""
Move = tuple[int, int]
"""Cost of a letter's case, and the number of the case of the word that it ends."""


def _kind(character: str) -> int:
    if not character.isalpha():
        return NO_LETTER
    if character.isupper():
        return CAPITAL
    return SMALL if character.islower() or character.istitle() else CASELESS


class _Traits(dict[str, tuple[str, int, bool]]):
    """Folded form of each character, its kind, and whether its cost comes from the statistics alone."""

    def __missing__(self, character: str) -> tuple[str, int, bool]:
        trait = (FOLDED[character], _kind(character), character.isascii() and character.isalpha())
        self[character] = trait
        return trait


TRAITS = _Traits()


@functools.cache
def _cases() -> tuple[tuple[str, ...], tuple[tuple[Move, ...], ...]]:
    """A sample word for each case of a word so far, and what a character of each kind does to it.

    A case is the kind of the first letter and those of the last two: no cost depends on more. In case 0 no
    word has begun.
    """
    words = [""]
    moves: list[tuple[Move, ...]] = []
    for word in words:  # grows during the loop
        made: list[Move] = [(0, 0)]
        for letter in _SAMPLES[1:]:
            longer = word + letter if len(word) < len("Aaa") else word[0] + word[-1] + letter
            if longer not in words:
                words.append(longer)
            made.append((case_cost(word, letter), words.index(longer)))
        moves.append(tuple(made))
    return tuple(words), tuple(moves)


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """The steps in one language."""

    model: Model
    words: dict[str, int]  # the costs of its words
    samples: tuple[str, ...]  # for each case, a word of that case; in case 0 no word has begun
    moves: tuple[tuple[Move, ...], ...]  # for each case, what a character of each kind does to it
    known: tuple[dict[str, Step], ...]  # for each case, by the characters before and the one read


@forgetting
@functools.cache
def steps() -> dict[str, Steps]:
    """The steps by language."""
    samples, moves = _cases()
    found = {}
    for language, model in models().items():
        sorts: dict[str, dict[str, Step]] = {"": {}, "A": {}, "a": {}, "א": {}}
        known = tuple(sorts[sample[:1]] for sample in samples)
        found[language] = Steps(model, model.words, samples, moves, known)
    return found
