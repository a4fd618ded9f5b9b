"""Near forms of words in a text: inflected, joined, parted, misspelt, or with letters that look alike.

A text is read as its letters of a to z, without accents and signs that are not seen, 'ij' as 'y'. Any other
letter, and a sign within a word, may stand for each of them; a name of such letters has no near forms.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from schemas.codes import LANGUAGES
from tasks.common.accents import fold
from tasks.repair import is_listed

_FEWEST, _FEW = 3, 5
"""Letters of a name: with more than the fewest, two others may stand beside it; with more than few, any, and
one may be wrong."""
_MOST_PARTS = 4
"""Words that may be one: 'van den Broecke' is 'Vandenbroecke'."""
_LATIN = re.compile(r"LATIN .*\b([A-Z])(?: WITH .*)?|.* SYMBOL LETTER ([A-Z])")
_CAPITAL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
"""Where a word begins within another."""
_LETTER = "[a-z?]"


class _Word(NamedTuple):
    printed: str
    letters: str  # '?' for one of another script, '!' for signs


class Name(NamedTuple):
    """The letters of a word of a span, or of `parts` words that may be one, and what finds them."""

    letters: str
    is_rare: bool
    parts: int
    pattern: re.Pattern[str]


def names_of(span: str) -> list[Name]:
    """The rare words of a span, which are in no list, its names, and those that may be one with others."""
    words, found = _words(span), []
    for at, word in enumerate(words):
        if 2 * word.letters.count("?") > len(word.letters):
            continue
        is_rare, is_name = not _is_listed(word), word.printed[0].isupper()
        if len(word.letters) >= _FEWEST + (word != words[-1] and not is_rare) and (is_rare or is_name):
            found.append(_name(word.letters, is_rare=is_rare))
        for parts in range(2, min(at + 1, _MOST_PARTS) + 1) if is_name else ():
            letters = "".join(one.letters for one in words[at + 1 - parts : at + 1])
            found.append(_name(letters, is_rare=True, parts=parts))
    return found


def near_forms(text: str, names: Iterable[Name]) -> int:
    """In how many places of a text names stand, in a near form or as they are."""
    words = _words(_CAPITAL.sub(" ", text))
    letters = f" {' '.join(word.letters for word in words)} "
    return len({place for name in names for place in _places(name, words, letters)})


def _name(letters: str, *, is_rare: bool, parts: int = 1) -> Name:
    same = [f"[{letter}?!]" if letter.isalpha() else _LETTER for letter in letters]
    beside = f"{_LETTER}{{0,{2 * (len(letters) > _FEWEST)}}}"
    pattern = f"(?<!{_LETTER}){beside}({'[ !]?'.join(same)}){beside}(?!{_LETTER})"
    within = f"|({''.join(same)})" if len(letters) > _FEW else ""
    return Name(letters, is_rare, parts, re.compile(pattern + within))


def _places(name: Name, words: Sequence[_Word], letters: str) -> Iterator[int]:
    """The numbers of the words with which near forms end."""
    for found in name.pattern.finditer(letters):
        start, end = found.span(found.lastindex or 0)
        first, last = (letters.count(" ", 0, at) for at in (start, end))
        is_whole, is_read = letters[start - 1] == letters[end] == " ", 2 * found[0].count("!") <= end - start
        if is_read and _is_in(name, words[first - 1 : last], is_whole=is_whole):
            yield last
    nearly, most = _less_one(name.letters), len(name.letters) + 2
    for last, word in enumerate(words if len(name.letters) > _FEW else (), 1):
        if not nearly.isdisjoint(_less_one(word.letters[:most])) and _is_in(name, [word], is_whole=False):
            yield last


def _is_in(name: Name, words: Sequence[_Word], *, is_whole: bool) -> bool:
    """Whether a name is these words: not if it is only a part of them, and they are in a list."""
    is_name = any(word.printed[0].isupper() for word in words)
    if (name.parts > 1 and len(words) >= name.parts) or not (name.is_rare or is_name):
        return False
    return (is_whole and (is_name or len(words) == 1)) or not all(map(_is_listed, words))


@lru_cache(1 << 14)
def _less_one(letters: str) -> set[str]:
    """Letters, and all but one of them: words that share one of these differ in one letter."""
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}


def _is_listed(word: _Word) -> bool:
    return any(is_listed(language, word.printed) for language in LANGUAGES)


def _words(text: str) -> list[_Word]:
    printed = "".join(" " if _letters_of(char) == " " else char for char in text).split()
    read = (re.sub("!+", "!", "".join(map(_letters_of, word))).strip("!") for word in printed)
    read = (letters.replace("ij", "y") for letters in read)
    return [_Word(*pair) for pair in zip(printed, read, strict=True) if pair[1]]


@cache
def _letters_of(char: str) -> str:
    """What a character may be read as; a blank between words."""
    if unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return ""
    return "".join(map(_letter, fold(char))).replace(" ", "") or " "


def _letter(char: str) -> str:
    if char.isascii() and char.isalpha():
        return char
    if latin := _LATIN.fullmatch(unicodedata.name(char, "")):
        return latin[latin.lastindex or 0].lower()
    is_letter = char.isalpha() and unicodedata.category(char) != "Lm"
    return "?" if is_letter else "!" if char.isdigit() or char in "?*\ufffd" else " "
