"""The paragraphs of a text as one running text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

BREAK = "\n\n"


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
        is_last = paragraph + 1 == len(self.starts)
        return len(self.text) if is_last else self.starts[paragraph + 1] - len(BREAK)

    def end_at(self, offset: int) -> int:
        """The same for the paragraph at an offset."""
        return self.end_of(self.paragraph_at(offset))

    def bounds(self) -> Iterator[tuple[int, int]]:
        """First and last offset of each paragraph, without the spaces before it."""
        for number, start in enumerate(self.starts):
            paragraph = self.text[start : self.end_of(number)]
            yield start + len(paragraph) - len(paragraph.lstrip()), start + len(paragraph)
