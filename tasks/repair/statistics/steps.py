"""One step of a reading: what the next character costs after the few before it and the case of its word.

What a step costs depends on little, so each is worked out once and looked up ever after.
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
"""Steps kept of each sort; they are forgotten together, and worked out again."""

Step = tuple[str, int, int]
"""The folded characters (at most `BEFORE`) that end with the one read; its cost, the case apart; its kind."""
Move = tuple[int, int]
"""What the case of a letter costs, and the number of the case of the word that it ends."""


def _kind(character: str) -> int:
    if not character.isalpha():
        return NO_LETTER
    if character.isupper():
        return CAPITAL
    return SMALL if character.islower() or character.istitle() else CASELESS


class _Traits(dict[str, tuple[str, int, bool]]):
    """What each character is folded to, its kind, and whether only the statistics tell its cost."""

    def __missing__(self, character: str) -> tuple[str, int, bool]:
        trait = (FOLDED[character], _kind(character), character.isascii() and character.isalpha())
        self[character] = trait
        return trait


TRAITS = _Traits()


@functools.cache
def _cases() -> tuple[tuple[str, ...], tuple[tuple[Move, ...], ...]]:
    """Return a word for each case of a word so far, and what a character of each kind does to it.

    A case is the kind of the first letter and those of the last two: no cost depends on more. Case 0 is that
    no word has begun.
    """
    words = [""]
    moves: list[tuple[Move, ...]] = []
    for word in words:  # grows on the way
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
    """The steps in one language.

    Attributes:
        model: Its statistics.
        words: The costs of its words.
        samples: For each case of a word, a word of that case; case 0 is that no word has begun.
        moves: For each case, what a character of each kind does to it.
        known: For each case, the steps known: by the characters before and the one read, in one string.
    """

    model: Model
    words: dict[str, int]
    samples: tuple[str, ...]
    moves: tuple[tuple[Move, ...], ...]
    known: tuple[dict[str, Step], ...]


@functools.cache
def steps() -> dict[str, Steps]:
    """Return the steps by language."""
    samples, moves = _cases()
    found = {}
    for language, model in models().items():
        sorts: dict[str, dict[str, Step]] = {"": {}, "A": {}, "a": {}, "א": {}}
        known = tuple(sorts[sample[:1]] for sample in samples)
        found[language] = Steps(model, model.words, samples, moves, known)
    return found


@forgetting
def _forget_steps() -> None:
    for by in steps().values():
        for known in by.known:
            known.clear()
