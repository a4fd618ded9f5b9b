"""The paragraphs of a text as one running text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """The offset after the last letter of each paragraph."""
        return (*(start - len(BREAK) for start in self.starts[1:]), len(self.text))

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self.starts, offset) - 1

    def end_at(self, offset: int) -> int:
        """The end of the paragraph at an offset."""
        return self.ends[self.paragraph_at(offset)]
