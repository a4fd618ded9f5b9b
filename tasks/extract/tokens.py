"""The words of a text, and patterns that are tried only at some of them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

_TOKEN = re.compile(r"\w+(?:'(?=\w)(?!s\b))?|[^\w\s]")
_FIGURE = re.compile(r"\d+")
_GROUP, _START = re.Match[str].group, re.Match[str].start


class WordTest:
    """A test of a word in small letters, as a decorator; verdicts are kept, since most words recur."""

    _MOST = 1 << 17
    verdicts: ClassVar[dict[str, tuple["WordTest", ...]]] = {}
    count: ClassVar[int] = 0
    _of_word: ClassVar[dict[str, list["WordTest"]]] = defaultdict(list)
    _others: ClassVar[list["WordTest"]] = []

    def __init__(self, test: Callable[[str], bool], words: Iterable[str] | None = None) -> None:
        """Keep a test; if it is passed by some words alone, name these."""
        self.holds, self.number = test, self.count
        WordTest.count += 1
        self.verdicts.clear()
        if words is None:
            self._others.append(self)
        for word in words or ():
            self._of_word[word].append(self)

    @classmethod
    def learn(cls, word: str) -> tuple["WordTest", ...]:
        """The tests that a new word passes."""
        if len(cls.verdicts) > cls._MOST:
            cls.verdicts.clear()
        others = (test for test in cls._others if test.holds(word))
        known = cls.verdicts[word] = (*cls._of_word.get(word, ()), *others)
        return known


@dataclass(frozen=True, slots=True)
class Words:
    """The words and signs of a text."""

    texts: list[str]  # their letters, with straight apostrophes
    lowers: list[str]  # the same in small letters
    starts: list[int]  # first code point of each
    figures: list[int]  # first code point of each row of figures
    passing: dict[int, list[int]]  # the numbers of the words that pass a test, by its number
    tested: int  # how many tests there were

    def among(self, some: frozenset[str]) -> list[int]:
        """The numbers of the words that are among some (in small letters), in order."""
        return self.such_as(_is_among(some))

    def such_as(self, test: WordTest) -> list[int]:
        """The numbers of the words that pass a test (in small letters), in order."""
        if test.number < self.tested:
            return self.passing.get(test.number, [])
        return [number for number, word in enumerate(self.lowers) if test.holds(word)]

    def begins(self, numbers: Iterable[int]) -> list[int]:
        """The first code points of words."""
        return [self.starts[number] for number in numbers]

    def end(self, number: int) -> int:
        """The code point after a word."""
        return self.starts[number] + len(self.texts[number])


@cache
def _is_among(some: frozenset[str]) -> WordTest:
    return WordTest(some.__contains__, some)


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("\u2011", "-")


def words_of(name: str) -> tuple[str, ...]:
    """The words and signs of a name."""
    return tuple(_TOKEN.findall(_straight(name)))


def tokens(text: str) -> Words:
    """The words and signs of a text; an apostrophe belongs to the letters before it ("l'"), but not "'s"."""
    found = list(_TOKEN.finditer(_straight(text)))
    texts = [*map(_GROUP, found)]
    lowers = [*map(str.lower, texts)]
    passing: dict[int, list[int]] = defaultdict(list)
    tested, verdict = WordTest.count, WordTest.verdicts.get
    for number, word in enumerate(lowers):
        tests = verdict(word)
        for test in WordTest.learn(word) if tests is None else tests:
            passing[test.number].append(number)
    figures = [*map(_START, _FIGURE.finditer(text))]
    return Words(texts, lowers, [*map(_START, found)], figures, passing, tested)


def first_words(names: Iterable[str]) -> frozenset[str]:
    """The first words of names, in small letters."""
    return frozenset(words_of(name)[0].lower() for name in names)


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern at some places (in order), without overlaps.

    The same as `finditer` for a pattern that can begin nowhere else, in less time.
    """
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            yield match
            end = match.end()
