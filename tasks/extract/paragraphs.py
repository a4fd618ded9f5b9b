"""The paragraphs of a text as one running text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Self

from schemas.vocabulary.phrases import phrases_of
from tasks.common.accents import fold

BREAK = "\n\n"
_LAST_WORD = re.compile(r"[\w.’'-]+\Z")


@dataclass(frozen=True)
class RunningText:
    """Paragraphs joined by blank lines, with the offset at which each begins."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, paragraphs: Sequence[str]) -> Self:
        """Join paragraphs."""
        sizes = (len(paragraph) + len(BREAK) for paragraph in paragraphs[:-1])
        return cls(BREAK.join(paragraphs), tuple(accumulate(sizes, initial=0)))

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self.starts, offset) - 1

    def end_of(self, paragraph: int) -> int:
        """The offset after the last letter of a paragraph."""
        if paragraph + 1 < len(self.starts):
            return self.starts[paragraph + 1] - len(BREAK)
        return len(self.text)

    def bounds(self) -> Iterator[tuple[int, int]]:
        """First and last offset of each paragraph, without the spaces around it."""
        for number, start in enumerate(self.starts):
            end = self.end_of(number)
            while start < end and self.text[start].isspace():
                start += 1  # noqa: PLW2901 - moves to the first letter
            yield start, end


def is_abbreviated(text: str, end: int) -> bool:
    """Whether the point before an offset belongs to an abbreviation or an initial."""
    if text[end - 1 : end] != ".":
        return False
    word = _LAST_WORD.search(text[max(0, end - 20) : end - 1])
    return word is not None and (
        word[0].lower() in _abbreviations() or (word[0].isalpha() and len(word[0]) == 1)
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(phrase.text for phrase in phrases_of("abbreviation"))


class _Plain(dict[int, str]):
    """Small letters without accents, each as one letter, so that offsets stay."""

    def __missing__(self, code: int) -> str:
        letter = fold(chr(code))[:1] or chr(code)
        self[code] = {"’": "'"}.get(letter, letter)
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """A text in small letters without accents, of the same length, for finding phrases."""
    return text.translate(_PLAIN)
