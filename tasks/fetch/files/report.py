"""What a source could not give."""

import os
import re
from dataclasses import dataclass, field
from errno import EINVAL
from types import TracebackType
from typing import Self

from tasks.fetch.files.limits import LONGEST_NAME, MOST_SENTENCES

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass
class SourceReport:
    """What happened while a source was read.

    Attributes:
        passed_over: Number of records that are no question pages of the known hosts.
        problems: A sentence for each file that could not be read.
        notes: A sentence for what was left out on purpose.
    """

    passed_over: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Tally:
    """What one archive or folder could not give; leaving its `with` block puts the sums into the report.

    Attributes:
        name: How sentences name it.
        report: Where sentences go; of a hostile archive the first few, and how many more there were.
        passed_over: Number of records that are no question pages.
        revisits: Number of records that refer to an earlier one and hold no content.
    """

    name: str
    report: SourceReport
    passed_over: int = 0
    revisits: int = 0
    _told: int = 0

    @property
    def has_told(self) -> bool:
        """Whether anything is known of it that is not in its pages."""
        return self._told + self.passed_over + self.revisits > 0

    def tell(self, sentence: str) -> None:
        """Put a sentence about a part of it into the report."""
        self._told += 1
        if self._told <= MOST_SENTENCES:
            self.report.problems.append(sentence)

    def tell_of_member(self, path: str, reason: BaseException | str) -> None:
        """Say that a member was passed over, and why."""
        self.tell(f"{shown(f'{self.name}!{path}')} was passed over: {why(reason)}.")

    def tell_of_end(self, error: BaseException, part: str | None = None) -> None:
        """Say that it, or an archive inside it, could not be read to its end."""
        name = shown(f"{self.name}!{part}" if part else self.name)
        self.tell(
            f"{name} cannot be read to its end: {why(error)}. What could be read before that was taken."
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        name = shown(self.name)
        self.report.passed_over += self.passed_over + self.revisits
        if self._told > MOST_SENTENCES:
            more = self._told - MOST_SENTENCES
            self.report.problems.append(
                f"{name}: {more:,} more of its parts were passed over or are damaged."
            )
        if self.passed_over:
            note = f"{name}: {self.passed_over:,} records that are no question pages were passed over."
            self.report.notes.append(note)
        if self.revisits:
            note = f"{name}: {self.revisits:,} records that only refer to an earlier one were passed over."
            self.report.notes.append(note)


def in_unicode(name: str) -> str:
    """A file name as text; bytes of it that are no UTF-8 become replacement characters."""
    return os.fsencode(name).decode(errors="replace")


def why(reason: BaseException | str) -> str:
    """What a sentence says of an error, without its full stop."""
    if isinstance(reason, OSError) and reason.strerror and reason.errno != EINVAL:
        return shown(reason.strerror)
    # The libraries meet impossible positions and sizes, and headers that break off, with errors like these.
    if isinstance(reason, (OSError, AttributeError, IndexError, KeyError, TypeError, OverflowError)):
        return "its structure is damaged"
    return shown(str(reason).strip().rstrip(".")) or type(reason).__name__


def shown(text: str) -> str:
    """A name as a sentence shows it: on one line, without what would steer a terminal, not endless."""
    text = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text.encode(errors="replace").decode())
    return text if len(text) <= LONGEST_NAME else text[:LONGEST_NAME] + "…"
