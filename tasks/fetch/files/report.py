"""What could not be read from a source."""

import os
import unicodedata
from dataclasses import dataclass, field
from errno import EINVAL
from pathlib import Path
from typing import Self

MOST_SENTENCES = 20
"""Sentences about the members of one archive; the rest is counted."""
LONGEST_NAME = 300
"""Letters of a name, or of an error, in a sentence."""


@dataclass
class SourceReport:
    """Report on reading a source."""

    passed_over: int = 0  # number of records that are no question pages of the known hosts
    problems: list[str] = field(default_factory=list)  # a sentence per file that could not be read
    notes: list[str] = field(default_factory=list)  # a sentence per deliberate omission


@dataclass
class Tally:
    """Problems of one archive or folder; leaving its `with` block adds the sums to the report.

    The report gets the first few sentences on a hostile archive, and the number of the others.
    """

    name: str
    report: SourceReport
    passed_over: int = 0  # number of records that are no question pages
    revisits: int = 0  # number of records that refer to an earlier one and have no content
    _reported: int = 0

    @property
    def has_reports(self) -> bool:
        """Whether anything was reported or counted."""
        return self._reported + self.passed_over + self.revisits > 0

    def add_problem(self, sentence: str) -> None:
        """Add a sentence about a part of it to the report."""
        self._reported += 1
        if self._reported <= MOST_SENTENCES:
            self.report.problems.append(sentence)

    def skip_member(self, path: str, reason: BaseException | str) -> None:
        """Report that a member was skipped, and why."""
        self.add_problem(f"{printable(f'{self.name}!{path}')} was skipped: {why(reason)}.")

    def cut_short(self, error: BaseException, part: str | None = None) -> None:
        """Report that it, or an archive inside it, could not be read to its end."""
        name = printable(f"{self.name}!{part}" if part else self.name)
        self.add_problem(f"{name} cannot be read to its end: {why(error)}. What precedes that was used.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        name = printable(self.name)
        self.report.passed_over += self.passed_over + self.revisits
        if self._reported > MOST_SENTENCES:
            more = self._reported - MOST_SENTENCES
            self.report.problems.append(f"{name}: {more:,} more of its parts were skipped or are damaged.")
        passed = {"are no question pages": self.passed_over, "only refer to an earlier one": self.revisits}
        for what, count in passed.items():
            if count:
                self.report.notes.append(f"{name}: {count:,} records that {what} were skipped.")


def in_unicode(name: str) -> str:
    """A file name as text; bytes that are not UTF-8 become replacement characters."""
    return os.fsencode(name).decode(errors="replace")


def path_name(path: Path | str) -> str:
    """A path for a sentence."""
    return printable(in_unicode(str(path)))


def why(reason: BaseException | str) -> str:
    """The cause of an error for a sentence, without its full stop."""
    if isinstance(reason, OSError) and reason.strerror and reason.errno != EINVAL:
        return printable(reason.strerror)
    if isinstance(reason, EOFError):
        return "it breaks off"
    # The libraries raise these for impossible positions and sizes, and for headers that break off.
    if isinstance(reason, (OSError, AttributeError, IndexError, KeyError, TypeError, OverflowError)):
        return "its structure is damaged"
    return printable(str(reason).strip().rstrip(".")) or type(reason).__name__


def printable(text: str) -> str:
    """A name for a sentence: on one line, without terminal controls, of bounded length."""
    text = "".join(map(_printable, text.encode(errors="replace").decode()))
    return text if len(text) <= LONGEST_NAME else text[:LONGEST_NAME] + "…"


def _printable(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if unicodedata.category(letter) == "Zs" else "\N{REPLACEMENT CHARACTER}"
