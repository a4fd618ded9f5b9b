"""The words of a text as they are compared, and which of them distinguish one subject from another.

Letters other than a to z are left out, because a wrong character set damages them (docs/source.md, 8):
'België', 'BelgiŽ' and 'Belgi�' are all 'belgi'. So are apostrophes, which have many forms.
"""

import re
import unicodedata
from array import array
from functools import cache
from typing import NamedTuple

from schemas.vocabulary.entities import words_of_both
from schemas.vocabulary.phrases import phrases_of

_APOSTROPHES = "'’‘´`\ufffd"
_TOKEN = re.compile(rf"(?:[^\W_]|[{_APOSTROPHES}])+")
_PLAIN = re.compile("[A-Za-z0-9]")
_LIST_NUMBER = re.compile(r"\d{1,2}(?=\s?[.)°])")
_SENTENCE_START = re.compile(
    r"""(?:(?<!\b[^\W\d])\.|[?!:;)•*\n]|[-–—](?=\s)) [\s"'«“”‘’(\[]* $""", re.VERBOSE
)
"""What precedes the first word of a sentence; the point after an initial ends none."""
_LOOK_BACK = 8
"""Characters before a word searched for the end of a sentence."""


class Word(NamedTuple):
    """A word of a text."""

    plain: str  # its letters a to z, small, and its figures; never empty
    written: str
    is_distinctive: bool  # a name, a number, a month or a community, in which questions of one pattern differ


class _Folding(dict[int, str]):
    """The compared form of each character, by its code point; it fills itself."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isascii() and character.isalnum():
            folded = character.lower()
        else:
            folded = "" if character.isalnum() or character in _APOSTROPHES else " "
        self[code] = folded
        return folded


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The words of a text in small letters a to z and figures, with a space between."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDING).split())


_NAMING = frozenset(
    folded(
        """
        januari februari maart april mei juni juli augustus september oktober november december
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre
        français française françaises néerlandais néerlandaise néerlandaises allemand allemande allemandes
        flamand flamande flamands flamandes wallon wallonne wallons wallonnes bruxellois bruxelloise
        bruxelloises francophone francophones néerlandophone néerlandophones germanophone germanophones
        """
    ).split()
)
"""Months, and communities in French: distinctive although in small letters."""


@cache
def _distinctive_words() -> frozenset[str]:
    """These and numbers in words, except forms of one: 'een' is an article, 'eerste' is in an office."""
    ordinals = (phrase.text for phrase in phrases_of("ordinal") if phrase.code != "1")
    return _NAMING.union(folded(" ".join((*words_of_both("number_word"), *ordinals))).split())


class Words:
    """The words of a text, parsed on demand; as many as in its folded text."""

    def __init__(self, text: str) -> None:
        self._text = "\n" + unicodedata.normalize("NFC", text)
        tokens = _TOKEN.finditer(self._text)
        self._starts = array("Q", (token.start() for token in tokens if _PLAIN.search(token[0])))

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, place: int) -> Word:
        start = self._starts[place]
        match = _TOKEN.match(self._text, start)
        written = match[0] if match else ""
        plain = written.translate(_FOLDING)
        return Word(plain, written, self._is_distinctive(plain, written, start))

    def _is_distinctive(self, plain: str, written: str, start: int) -> bool:
        if any(character.isdigit() for character in plain):
            return not _LIST_NUMBER.match(self._text, start)
        if plain in _distinctive_words() or any(letter.isupper() for letter in written[1:]):
            return True
        if not written[:1].isupper():
            return False
        return not _SENTENCE_START.search(self._text, max(0, start - _LOOK_BACK), start)
