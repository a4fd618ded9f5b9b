"""Texts from outside with what they should become: the test cases of ftfy, and words that people posted."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import name

import ftfy

from tasks.repair import repair_text
from tests.support import TESTS

POSTED = TESTS / "repair/posted.tsv"
Tool = Callable[[str, str | None], str]


class Case(NamedTuple):
    """A text as it was found and as it should be; its language, where it is known."""

    shown: str
    expected: str
    language: str | None = None

    @property
    def to_mend(self) -> bool:
        """Whether it is damaged."""
        return self.shown != self.expected

    @property
    def latin(self) -> bool:
        """Whether all letters of the right text are Latin."""
        return all("LATIN" in name(letter) for letter in self.expected if letter.isalpha())

    def outcome(self, now: str) -> str:
        """What a tool did: 'mended' when all is right, 'left' when nothing changed, or a 'third' text."""
        if now == self.expected:
            return "mended" if self.to_mend else "left"
        return "left" if now == self.shown else "third"


def suite(folder: Path) -> Iterator[Case]:
    """Yield the test cases of ftfy; what its repair of encodings alone should make, where that is given."""
    for path in sorted(folder.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            yield Case(entry["original"], entry.get("fixed-encoding", entry["fixed"]))


def posted(path: Path = POSTED) -> Iterator[Case]:
    """Yield the damaged words that people posted."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Case(row["shown"], row["meant"], row["language"])


def _ours(text: str, language: str | None) -> str:
    return repair_text(text, language).text


def _ftfy(text: str, _: str | None) -> str:
    return ftfy.fix_encoding(text)


TOOLS: dict[str, Tool] = {"repair": _ours, "ftfy": _ftfy}


def _count(cases: Iterable[Case], outcome: str, tool: Tool) -> int:
    return sum(case.outcome(tool(case.shown, case.language)) == outcome for case in cases)


def _misses(cases: Iterable[Case], shown: int) -> None:
    missed = [(case, _ours(case.shown, case.language)) for case in cases]
    for case, now in [(case, now) for case, now in missed if now != case.expected][:shown]:
        print("   ", case.outcome(now), repr(case.shown), repr(case.expected), repr(now))


def report_suite(folder: Path, shown: int) -> None:
    """Print how many of ftfy's cases each tool mends or leaves, and how often it makes a third text."""
    found = list(suite(folder))
    mend, stay = ([case for case in found if case.to_mend is to_mend] for to_mend in (True, False))
    latin = [case for case in mend if case.latin]
    print(f"\ntest cases of ftfy: {len(mend)} to mend, {len(latin)} of them Latin, {len(stay)} to leave")
    for of, tool in TOOLS.items():
        mended, of_latin = _count(mend, "mended", tool), _count(latin, "mended", tool)
        left, third = _count(stay, "left", tool), _count(found, "third", tool)
        print(
            f"{of:8} mended {mended:4}  of these Latin {of_latin:4}  rightly left {left:4}  third {third:4}"
        )
    _misses(found, shown)


def report_posted(shown: int) -> None:
    """Print how many of the posted words each tool mends or leaves, and how often it makes a third text."""
    found = list(posted())
    for language in ("nl", "fr"):
        cases: Sequence[Case] = [case for case in found if case.language == language]
        print(f"\nposted words, {language}: {len(cases)}")
        for of, tool in TOOLS.items():
            counts = (f"{what} {_count(cases, what, tool):4}" for what in ("mended", "left", "third"))
            print(f"{of:8} {'  '.join(counts)}")
    _misses(found, shown)
