"""The words of a text, and patterns that are tried only at the words they can begin with."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain

_TOKEN = re.compile(r"\w+(?:'(?=\w))?|[^\w\s]")
_FIGURE = re.compile(r"\d+")
_GROUP, _START = re.Match[str].group, re.Match[str].start


@dataclass(frozen=True, slots=True)
class Words:
    """The words and signs of a text."""

    texts: list[str]  # their letters, with straight apostrophes
    lowers: list[str]  # the same in small letters
    starts: list[int]  # first code point of each
    places: dict[str, list[int]]  # the numbers of each of `lowers`, in order
    distinct: frozenset[str]  # each of `lowers` once
    figures: list[int]  # first code point of each row of figures

    def among(self, some: AbstractSet[str]) -> list[int]:
        """The numbers of the words that are among some (in small letters), in order."""
        there = [self.places[word] for word in self.distinct & some]
        return sorted(chain.from_iterable(there)) if len(there) > 1 else there[0] if there else []

    def such_as(self, test: "WordTest") -> list[int]:
        """The numbers of the words that pass a test (in small letters), in order."""
        return self.among(test.passed(self.distinct))

    def begins(self, numbers: Iterable[int]) -> list[int]:
        """The first code points of words."""
        return [self.starts[number] for number in numbers]

    def end(self, number: int) -> int:
        """The code point after a word."""
        return self.starts[number] + len(self.texts[number])


class WordTest:
    """A test of a word in small letters, as a decorator; verdicts are kept, since most words recur."""

    _MOST = 1 << 17

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._test = test
        self._seen: set[str] = set()
        self._passes: set[str] = set()

    def passed(self, words: AbstractSet[str]) -> AbstractSet[str]:
        """The words that pass."""
        if len(self._seen) > self._MOST:
            self._seen, self._passes = set(), set()
        seen, passes = self._seen, self._passes
        unseen = words - seen
        passes.update(word for word in unseen if self._test(word))
        seen |= unseen  # after the verdicts, for another thread may look
        return words & passes


def tokens(text: str) -> Words:
    """The words and signs of a text; an apostrophe belongs to the letters before it ("l'")."""
    straight = text.replace("’", "'").replace("\u2011", "-").replace("\u00a0", " ")
    found = list(_TOKEN.finditer(straight))
    texts = [*map(_GROUP, found)]
    lowers = [*map(str.lower, texts)]
    places: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(lowers):
        places[word].append(number)
    figures = [*map(_START, _FIGURE.finditer(text))]
    return Words(texts, lowers, [*map(_START, found)], places, frozenset(places), figures)


def first_words(names: Iterable[str]) -> frozenset[str]:
    """The first words of names, in small letters."""
    return frozenset(tokens(name).lowers[0] for name in names)


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern at some places (in order), without overlaps.

    The same as `finditer` for a pattern that can begin nowhere else, in less time.
    """
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            yield match
            end = match.end()


@dataclass(frozen=True, slots=True)
class Anchored:
    """A pattern that begins with one of some words (in small letters)."""

    pattern: re.Pattern[str]
    first: frozenset[str]

    def matches(self, text: str, words: Words) -> Iterator[re.Match[str]]:
        """Every match in a text, as from `finditer`."""
        return matches_at(self.pattern, text, words.begins(words.among(self.first)))
