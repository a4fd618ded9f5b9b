"""Patterns made of the rules of schemas/vocabulary/rules."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import ClassVar

from schemas.codes import Language
from schemas.errors import VocabularyError
from schemas.vocabulary.entities import (
    beginnings_of,
    countries,
    country_names,
    word_rows,
    words_for,
    words_of_both,
)
from schemas.vocabulary.rules import rules_of
from tasks.extract.tokens import Words, WordTest, first_words, matches_at

_NAME = re.compile(r"\{([a-z_]+)(?::(nl|fr))?\}")
_NOTHING = "(?!)"
_FIGURES = "9"
"""Stands in beginnings.tsv for any figures."""
_LEAD = 24
"""Letters before a place that show what is there."""


def alternatives(names: Iterable[str]) -> str:
    """A pattern for any of the names, longest first, with either apostrophe and any blank between words."""
    return "|".join(
        r"\s".join(re.escape(word).replace("'", "['’]") for word in name.split())
        for name in sorted(names, key=len, reverse=True)
    )


@cache
def _first_of(group: str) -> frozenset[str]:
    return first_words(words_of_both(group))


class Rules:
    """The rules of a kind as patterns, compiled when they are first needed.

    `lists` are names that patterns may use beside the groups of words.tsv; `any_of` makes a pattern of them.
    """

    every: ClassVar[list["Rules"]] = []

    def __init__(
        self,
        kind: str,
        any_of: Callable[[Iterable[str]], str] = alternatives,
        /,
        **lists: Callable[[], Iterable[str]],
    ) -> None:
        self._kind, self._any_of, self._lists = kind, any_of, lists
        self._patterns: dict[tuple[str, Language | None], re.Pattern[str]] = {}
        self._texts: dict[tuple[str, Language | None], str] = {}
        self._first = cache(self._first_words)
        self.every.append(self)

    def __call__(self, name: str, language: Language | None = None) -> re.Pattern[str]:
        """The pattern of a name with its alternatives in one language, or in both; KeyError if unknown."""
        found = self._patterns.get((name, language))
        if found is None:
            try:
                found = self._patterns[name, language] = re.compile(self.text(name, language))
            except (re.error, RecursionError) as error:
                why = error if isinstance(error, re.error) else "one of them uses itself"
                raise VocabularyError(
                    f"The rules '{name}' of schemas/vocabulary/rules/{self._kind}.tsv are no pattern: {why}."
                ) from error
        return found

    def find(
        self, name: str, text: str, words: Words, language: Language | None = None, needs: str = ""
    ) -> Iterator[re.Match[str]]:
        """Every match of the pattern of a name in a text, without overlaps.

        It is tried only at the words of beginnings.tsv. `needs`: a group of words of which the text must have
        one, since the pattern does; for a pattern that can begin with any word.
        """
        if needs and not words.among(_first_of(needs)):
            return iter(())
        first = self._first(name, language)
        if first is None:
            return self(name, language).finditer(text)
        places = words.begins(words.such_as(first))
        if _FIGURES in beginnings_of(self._kind, name, language):
            places = sorted({*places, *words.figures})
        return matches_at(self(name, language), text, places)

    def _first_words(self, name: str, language: Language | None) -> WordTest | None:
        """What tells the words with which a pattern can begin; None for any word."""
        parts = beginnings_of(self._kind, name, language)
        whole, begun, ended = set[str](), set[str](), set[str]()
        for part in parts:
            bare = part.strip("*")
            named = _NAME.fullmatch(bare)
            some = [*self._words(*_name(named, language))] if named else [bare]
            if part == bare:
                whole |= first_words(some) if named else {bare}
            else:
                (ended if part.startswith("*") else begun).update(some)
        if begun or ended:
            first, last = tuple(begun), tuple(ended)
            return WordTest(
                lambda word: word in whole or word.startswith(first) or word.rstrip("'").endswith(last)
            )
        return WordTest(whole.__contains__, whole) if parts else None

    def before(
        self, name: str, text: str, at: int, language: Language | None = None, letters: int = _LEAD
    ) -> re.Match[str] | None:
        """The match of the pattern of a name in the letters before a place, which is the end for it."""
        return self(name, language).search(text, max(0, at - letters), at)

    def in_row(self, name: str, text: str, at: int) -> Iterator[re.Match[str]]:
        """Matches of the pattern of a name, the first at a place, each directly behind the one before it."""
        while match := self(name).match(text, at):
            yield match
            at = match.end()

    def text(self, name: str, language: Language | None = None) -> str:
        """The same as the text of a regular expression; KeyError if the name is unknown."""
        if (name, language) not in self._texts:
            self._texts[name, language] = self._text(name, language)
        return self._texts[name, language]

    def _text(self, name: str, language: Language | None) -> str:
        for kind in (self._kind, "common"):
            if mine := [rule for rule in rules_of(kind) if rule.name == name and name not in self._lists]:
                there = [rule for rule in mine if language is None or rule.language in {language, "*"}]
                return "|".join(self._filled(rule.pattern, language) for rule in there) or _NOTHING
        return self._any_of(self._words(name, language)) or _NOTHING

    def _words(self, name: str, language: Language | None) -> Iterable[str]:
        """The words of a list, or of a group of words.tsv."""
        if name in self._lists:
            return self._lists[name]()
        if name not in word_rows():
            raise KeyError(name)
        return words_of_both(name) if language is None else words_for(name, language)

    def _filled(self, pattern: str, language: Language | None) -> str:
        """A pattern with what its names stand for."""
        return _NAME.sub(lambda found: f"(?:{self.text(*_name(found, language))})", pattern)


def _name(found: re.Match[str], language: Language | None) -> tuple[str, Language | None]:
    """A name in a pattern, and the language in which it is meant: '{foreign:nl}'."""
    return found[1], "nl" if found[2] == "nl" else "fr" if found[2] == "fr" else language


@cache
def names_of_countries(*, abroad: bool = False) -> frozenset[str]:
    """Every name of a country; `abroad` leaves Belgium out."""
    named = (*countries(), *country_names())
    return frozenset(
        name for country in named if not (abroad and country.code == "BE") for name in country.names
    )


BODIES = Rules("bodies", country_abroad=partial(names_of_countries, abroad=True))
"""The rules of bodies, which other names need too."""
