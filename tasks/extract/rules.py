"""Patterns made of the rules of schemas/vocabulary/rules."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import ClassVar

from schemas.codes import Language
from schemas.errors import VocabularyError
from schemas.vocabulary.entities import word_rows, words_for, words_of_both
from schemas.vocabulary.rules import rules_of
from tasks.extract.entities.tokens import Seeker, Words, first_words

_NAME = re.compile(r"\{([a-z_]+)(?::(nl|fr))?\}")
_NOTHING = "(?!)"
_LEAD = 24
"""Letters before a place that show what is there."""


def alternatives(names: Iterable[str]) -> str:
    """A pattern for any of the names, longest first, with either apostrophe and any blank between words."""
    return "|".join(
        r"\s".join(re.escape(word).replace("'", "['’]") for word in name.split())
        for name in sorted(names, key=len, reverse=True)
    )


@cache
def _first_words(group: str) -> frozenset[str]:
    return first_words(words_of_both(group))


class Rules:
    """The rules of a kind as patterns, compiled when they are first needed.

    `lists` are names that patterns may use beside the groups of words.tsv.
    """

    every: ClassVar[list["Rules"]] = []

    def __init__(self, kind: str, **lists: Callable[[], Iterable[str]]) -> None:
        self._kind, self._lists = kind, lists
        self._seekers: dict[tuple[str, Language | None], Seeker] = {}
        self._texts: dict[tuple[str, Language | None], str] = {}
        self.every.append(self)

    def __call__(self, name: str, language: Language | None = None) -> re.Pattern[str]:
        """The pattern of a name with its alternatives in one language, or in both; KeyError if unknown."""
        return self._seeker(name, language).pattern

    def _seeker(self, name: str, language: Language | None) -> Seeker:
        found = self._seekers.get((name, language))
        if found is None:
            try:
                found = self._seekers[name, language] = Seeker(self.text(name, language))
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

        `needs`: a group of words of which the text must have one, since the pattern does; for a pattern that
        can begin with any word.
        """
        if needs and not words.among(_first_words(needs)):
            return iter(())
        return self._seeker(name, language).matches(text, words)

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
            if mine := [rule for rule in rules_of(kind) if rule.name == name]:
                there = [rule for rule in mine if language is None or rule.language in {language, "*"}]
                return "|".join(self._filled(rule.pattern, language) for rule in there) or _NOTHING
        if name in self._lists:
            return alternatives(self._lists[name]())
        if name not in word_rows():
            raise KeyError(name)
        words = words_of_both(name) if language is None else words_for(name, language)
        return alternatives(words) or _NOTHING

    def _filled(self, pattern: str, language: Language | None) -> str:
        """A pattern with what its names stand for."""

        def named(found: re.Match[str]) -> str:
            own: Language | None = "nl" if found[2] == "nl" else "fr" if found[2] == "fr" else language
            return f"(?:{self.text(found[1], own)})"

        return _NAME.sub(named, pattern)

    def refresh(self) -> None:
        """Forget the patterns whose rules have changed."""
        self._texts.clear()
        self._seekers = {
            place: seeker for place, seeker in self._seekers.items() if seeker.text == self.text(*place)
        }
