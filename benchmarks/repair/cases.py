"""Texts from outside with what they should become: the test cases of ftfy, and words that people posted."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import name

import ftfy

from benchmarks.common import faults_shown, rows
from benchmarks.repair.corpus import LANGUAGES
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


def posted(language: str) -> list[Case]:
    """Return the damaged words of a language that people posted."""
    found = [Case(row["shown"], row["meant"], row["language"]) for row in rows(POSTED)]
    return [case for case in found if case.language == language]


TOOLS: dict[str, Tool] = {
    "repair": lambda text, language: repair_text(text, language).text,
    "ftfy": lambda text, _: ftfy.fix_encoding(text),
}


def _count(cases: Iterable[Case], outcome: str, tool: Tool) -> int:
    return sum(case.outcome(tool(case.shown, case.language)) == outcome for case in cases)


def _misses(cases: Iterable[Case], most: int) -> Iterator[str]:
    repaired = ((case, TOOLS["repair"](case.shown, case.language)) for case in cases)
    missed = ((case, now) for case, now in repaired if now != case.expected)
    shown = ((case.outcome(now), case.shown, case.expected, now) for case, now in missed)
    return faults_shown(shown, most)


def report_suite(folder: Path, shown: int) -> Iterator[str]:
    """Yield how many of ftfy's cases each tool mends or leaves, and how often it makes a third text."""
    found = list(suite(folder))
    mend, stay = ([case for case in found if case.to_mend is to_mend] for to_mend in (True, False))
    latin = [case for case in mend if case.latin]
    yield f"\ntest cases of ftfy: {len(mend)} to mend, {len(latin)} of them Latin, {len(stay)} to leave"
    counted = (
        ("mended", mend, "mended"),
        ("of these Latin", latin, "mended"),
        ("rightly left", stay, "left"),
        ("third", found, "third"),
    )
    for of, tool in TOOLS.items():
        counts = (f"{title} {_count(cases, outcome, tool):4}" for title, cases, outcome in counted)
        yield f"{of:8} {'  '.join(counts)}"
    yield from _misses(found, shown)


def report_posted(shown: int) -> Iterator[str]:
    """Yield how many of the posted words each tool mends or leaves, and how often it makes a third text."""
    for language in LANGUAGES:
        found = posted(language)
        yield f"\nposted words, {language}: {len(found)}"
        for of, tool in TOOLS.items():
            counts = (f"{what} {_count(found, what, tool):4}" for what in ("mended", "left", "third"))
            yield f"{of:8} {'  '.join(counts)}"
        yield from _misses(found, shown)
