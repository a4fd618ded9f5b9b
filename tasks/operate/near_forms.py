"""Near forms of words in a text: inflected, joined, parted, misspelt, or with letters that look alike.

A text is read as its letters of a to z: without accents and signs that are not seen, with a blank for other
signs and between small letters and a capital. Of each other letter it is not known which it may stand for.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from schemas.codes import LANGUAGES
from tasks.common.accents import fold
from tasks.repair import is_listed

_FEWEST, _FEW, _MANY = 3, 5, 7
"""Letters of a name: with more than the fewest, two others may stand beside it; with more than few, any; with
many, one may be wrong."""
_MOST_PARTS = 4
"""Words that may be one: 'van den Broecke' is 'Vandenbroecke'."""
_LATIN = re.compile(r"LATIN .*\b([A-Z])(?: WITH .*)?|.* SYMBOL LETTER ([A-Z])")
_EDGE = re.compile(r"(?<![a-z?])!+|!{4,}|!+(?![a-z?])")
_WORD = re.compile(r"[a-z?]+(?:!+[a-z?]+)*")
_LETTER = "[a-z?]"


class _Word(NamedTuple):
    """A word of a text as printed, its letters, and the places of these among all letters; half-open."""

    printed: str
    letters: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        return self.printed[:1].isupper()

    @property
    def is_listed(self) -> bool:
        return any(is_listed(language, self.printed) for language in LANGUAGES)


class _Read(NamedTuple):
    """The letters of a text, '?' for one of another script, '!' for a sign within a word, and its words."""

    letters: str
    words: list[_Word]


@cache
def _letters_of(char: str) -> str:
    """What a character may be read as; a blank for a border."""
    if unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return ""
    return "".join(map(_letter, fold(char))) or " "


def _letter(char: str) -> str:
    if char.isascii() and char.isalpha():
        return char
    if latin := _LATIN.fullmatch(unicodedata.name(char, "")):
        return latin[latin.lastindex or 0].lower()
    if unicodedata.category(char) == "Lm":
        return " "
    return "?" if char.isalpha() else "!" if char.isdigit() or char in "?*\ufffd" else " "


def _read(text: str, *, of_capitals: bool = True) -> _Read:
    """The letters and words of a text; `of_capitals` within a word, new ones begin."""
    letters, places = [], []
    for at, char in enumerate(text):
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        begins = char.isupper() and (before.islower() or (before.isupper() and behind.islower()))
        found = " " * (begins and of_capitals) + _letters_of(char)
        letters.append(found)
        places += [at] * len(found)
    read = _EDGE.sub(lambda found: " " * len(found[0]), "".join(letters))
    words = [
        _Word(text[places[one.start()] : places[one.end() - 1] + 1], one[0], *one.span())
        for one in _WORD.finditer(read)
    ]
    return _Read(read, words)


class Name:
    """The letters of a word of a span, or of `parts` words that may be one."""

    def __init__(self, letters: str, *, is_rare: bool, parts: int = 1) -> None:
        self._is_rare, self._parts = is_rare, parts
        self._misspelt = _less_one(letters) if len(letters) >= _MANY else set()
        same = [f"[{letter}?!]" if letter.isalpha() else _LETTER for letter in letters]
        beside = f"{_LETTER}{{0,{2 * (len(letters) > _FEWEST)}}}"
        parted = f"(?<!{_LETTER}){beside}({'(?: *+|!)'.join(same)}){beside}(?!{_LETTER})"
        self._pattern = re.compile(f"{parted}|({''.join(same)})" if len(letters) > _FEW else parted)

    def places(self, read: _Read) -> Iterator[tuple[int, int]]:
        """The places of its near forms among the letters of a text."""
        for found in self._pattern.finditer(read.letters):
            start, end = found.span(found.lastindex or 0)
            words = [word for word in read.words if word.start < end and start < word.end]
            if self._is_in(words, start, end):
                yield start, end
        for word in read.words if self._misspelt else ():
            is_near = not self._misspelt.isdisjoint(_less_one(word.letters))
            if is_near and self._is_in([word], word.start, 0):
                yield word.start, word.end

    def _is_in(self, words: Sequence[_Word], start: int, end: int) -> bool:
        """Whether it is these words: not if it is only a part of them, and they are in a list."""
        is_name = any(word.is_name for word in words)
        if (self._parts > 1 and len(words) >= self._parts) or not (self._is_rare or is_name):
            return False
        if (words[0].start, words[-1].end) == (start, end) and (is_name or len(words) == 1):
            return True
        return not all(word.is_listed for word in words)


def _less_one(letters: str) -> set[str]:
    """Letters, and all but one of them: two words that share one of these differ in one letter."""
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}


def names_of(span: str) -> list[Name]:
    """The rare words of a span, which are in no list, its names, and those that may be one with others."""
    words, found = _read(span, of_capitals=False).words, []
    for at, word in enumerate(words):
        is_rare = not word.is_listed
        if len(word.letters) >= _FEWEST + (not is_rare) and (is_rare or word.is_name):
            found.append(Name(word.letters, is_rare=is_rare))
        for parts in range(2, min(at + 1, _MOST_PARTS) + 1) if word.is_name else ():
            letters = "".join(one.letters for one in words[at + 1 - parts : at + 1])
            found.append(Name(letters, is_rare=True, parts=parts))
    return found


def near_forms(text: str, names: Iterable[Name]) -> int:
    """In how many places of a text names stand, in a near form or as they are."""
    read, count, last = _read(text), 0, 0
    for start, end in sorted({place for name in names for place in name.places(read)}):
        count += start >= last
        last = max(last, end)
    return count
