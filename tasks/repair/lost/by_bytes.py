"""Marks of bytes: some programs put a mark for each byte of UTF-8, so that é leaves two and ’ three."""

import re
from typing import NamedTuple

from tasks.repair.edits import Repair

FEWEST_RUNS = 3
"""Runs of marks within different words that show it, when none is a single mark."""
_BESIDE = 3
"""Letters on either side by which words differ."""
SIZES = {2: (2,), 3: (3,), 4: (2, 2)}
"""The characters that a run of marks may be, by the bytes of each; two of two bytes are « and its space."""
_KEPT = "!"
"""Stands for what is no lost character: a question mark, or more marks than one character leaves."""


class Collapsed(NamedTuple):
    """A text with one mark for each character that left several.

    Attributes:
        text: The text; `_KEPT` stands for marks that stay.
        places: Where each of its characters begins in the text as it came, and the end of that.
        original: The text as it came.
    """

    text: str
    places: tuple[int, ...]
    original: str

    def expanded(self, repairs: tuple[Repair, ...], mark: str) -> tuple[Repair, ...]:
        """The repairs of the text as it came, without those whose characters do not leave so many marks."""
        found = (self._expanded(repair, mark) for repair in repairs)
        return tuple(repair for repair in found if repair)

    def _expanded(self, repair: Repair, mark: str) -> Repair | None:
        after = []
        for at, made in enumerate(repair.after, repair.start):
            before = self.original[self.places[at] : self.places[at + 1]]
            if self.text[at] == mark and len(made.encode()) != len(before):
                return None
            after.append(made if self.text[at] == mark else before)
        start, end = self.places[repair.start], self.places[repair.end]
        return repair._replace(start=start, end=end, before=self.original[start:end], after="".join(after))


def collapsed(text: str, mark: str) -> Collapsed | None:
    """The text with one mark for each character, None when a mark stands for one already."""
    runs = re.compile(f"{re.escape(mark)}+")
    within = list(re.finditer(rf"(?<=[^\W\d_])({runs.pattern})(?=[^\W\d_])", text))
    words = {text[max(0, run.start() - _BESIDE) : run.end() + _BESIDE].lower() for run in within}
    if len(words) < FEWEST_RUNS or any(len(run[0]) == 1 for run in within):
        return None
    parts: list[str] = []
    places: list[int] = []
    until = 0
    for run in runs.finditer(text):
        places += range(until, run.start())
        sizes = SIZES.get(len(run[0]))
        parts += [text[until : run.start()], mark * len(sizes) if sizes else _KEPT]
        places += [run.start() + sum(sizes[:at]) for at in range(len(sizes))] if sizes else [run.start()]
        until = run.end()
    places += range(until, len(text) + 1)
    return Collapsed("".join([*parts, text[until:]]), tuple(places), text)
