"""What two nearly equal texts differ in: wording, or the subject itself.

Senators put one pattern about many things: one station and another, this month's figures and last month's.
Such texts are similar but not the same question; a question put again was edited a little.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from tasks.common.accents import fold
from tasks.link.same.shingles import SHINGLE_WORDS, in_order
from tasks.link.same.words import Word, Words, folded

MOST_REWORDED = 7
"""Differing words on both sides of an edited text; with more, one frame asks for something else."""
_FEWEST_LETTERS = 4
"""Letters of a word that can be exchanged throughout a text; shorter ones are "u" and "men"."""
_LONGEST_ENDING = 3
"""Last letters in which two forms of one word differ: 'euro' and 'euros'."""
_REMEMBERED = 1024
"""Texts with cached words; those of one pattern come in succession."""


class Differences(NamedTuple):
    """The words that each of two texts has but not the other, in order."""

    first: list[Word]
    second: list[Word]

    @property
    def other_matter(self) -> bool:
        """Whether one thing replaces another: a name or figure, or a word throughout.

        Words that only one of the texts has were added to it, names or not.
        """
        if not (self.first and self.second):
            return False
        is_distinctive = any(word.is_distinctive for word in (*self.first, *self.second))
        return is_distinctive or _exchanged_throughout(self.first, self.second)

    @property
    def other_demand(self) -> bool:
        """Whether so much was replaced that only the frame of the question is the same."""
        return min(len({word.plain for word in side}) for side in self) > MOST_REWORDED


class _Parsed(NamedTuple):
    """The words of a text, its shingles in order, and each shingle once."""

    words: Words
    shingles: Sequence[int]
    distinct: frozenset[int]


@lru_cache(maxsize=_REMEMBERED)
def _parsed(text: str) -> _Parsed:
    shingles = array("I", in_order(folded(text).split()))
    return _Parsed(Words(text), shingles, frozenset(shingles))


def differences(
    first: str, second: str, names: tuple[Collection[str], Collection[str]] = ((), ())
) -> Differences:
    """The words of two texts outside their common shingles.

    `names` are plain words to ignore in each text: those of the minister who is asked.
    """
    mine, theirs = _parsed(first), _parsed(second)
    left, right = _outside(mine, theirs), _outside(theirs, mine)
    return Differences(_without(left, right, names[0]), _without(right, left, names[1]))


def _outside(text: _Parsed, other: _Parsed) -> list[Word]:
    """The words of a text that no shingle shared with the other covers."""
    own = text.distinct - other.distinct
    missing = {place for place, shingle in enumerate(text.shingles) if shingle in own}
    size = len(text.shingles)
    return [
        text.words[place]
        for place in (*sorted(missing), *range(size, len(text.words)))
        # All shingles that contain the word are missing.
        if missing.issuperset(range(max(0, place - SHINGLE_WORDS + 1), min(place + 1, size)))
    ]


def _without(words: Sequence[Word], others: Sequence[Word], names: Collection[str]) -> list[Word]:
    """The words without those that the others also have, with whatever accents, and without names."""
    plain = {word.plain for word in others}.union(names)
    left = [word for word in words if word.plain not in plain]
    spelled = {fold(word.written) for word in others} if left else ()
    return [word for word in left if fold(word.written) not in spelled]


def _exchanged_throughout(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether the texts differ mostly in repeated words that replace each other equally often."""
    mine, theirs = _repeated(first), _repeated(second)
    mostly = all(
        2 * sum(word.plain in repeated for word in words) > len(words)
        for words, repeated in ((first, mine), (second, theirs))
    )
    return mostly and any(
        times == theirs[other] and not _forms_of_one(word, other)
        for word, times in mine.items()
        for other in theirs
        if min(len(word), len(other)) >= _FEWEST_LETTERS
    )


def _repeated(words: Sequence[Word]) -> dict[str, int]:
    times = Counter(word.plain for word in words)
    return {word: number for word, number in times.items() if number > 1}


def _forms_of_one(word: str, other: str) -> bool:
    """Whether two words differ only in their last letters."""
    beginning = max(len(word), len(other)) - _LONGEST_ENDING
    return len(word) >= beginning and word[:beginning] == other[:beginning]
