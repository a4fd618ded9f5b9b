"""Texts from outside with what they should become: the test cases of ftfy, and words that people posted."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from unicodedata import name

import ftfy

from benchmarks.common import faults_shown, rows
from benchmarks.repair.corpus import LANGUAGES
from tasks.repair import repair_text
from tests.support import TESTS

POSTED = TESTS / "repair/posted.tsv"


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


TOOLS: dict[str, Callable[[str, str | None], str]] = {
    "repair": lambda text, language: repair_text(text, language).text,
    "ftfy": lambda text, _: ftfy.fix_encoding(text),
}


def _report(
    title: str, found: list[Case], counted: Mapping[str, tuple[list[Case], str]], shown: int
) -> Iterator[str]:
    """Yield how many cases have the outcome that is counted with each tool, and those that are not right."""
    yield title
    made = {of: {case: tool(case.shown, case.language) for case in found} for of, tool in TOOLS.items()}
    for of, now in made.items():
        counts = (
            f"{what} {sum(case.outcome(now[case]) == outcome for case in some):4}"
            for what, (some, outcome) in counted.items()
        )
        yield f"{of:8} {'  '.join(counts)}"
    missed = ((case, now) for case, now in made["repair"].items() if now != case.expected)
    faults = ((case.outcome(now), case.shown, case.expected, now) for case, now in missed)
    yield from faults_shown(faults, shown)


def report_suite(folder: Path, shown: int) -> Iterator[str]:
    """Return how many of ftfy's cases each tool mends or leaves, and how often it makes a third text."""
    found = list(suite(folder))
    mend, stay = ([case for case in found if case.to_mend is to_mend] for to_mend in (True, False))
    latin = [case for case in mend if case.latin]
    title = f"\ntest cases of ftfy: {len(mend)} to mend, {len(latin)} of them Latin, {len(stay)} to leave"
    counted = {
        "mended": (mend, "mended"),
        "of these Latin": (latin, "mended"),
        "rightly left": (stay, "left"),
        "third": (found, "third"),
    }
    return _report(title, found, counted, shown)


def report_posted(shown: int) -> Iterator[str]:
    """Yield how many of the posted words each tool mends or leaves, and how often it makes a third text."""
    posted = [Case(row["shown"], row["meant"], row["language"]) for row in rows(POSTED)]
    for language in LANGUAGES:
        found = [case for case in posted if case.language == language]
        counted = {outcome: (found, outcome) for outcome in ("mended", "left", "third")}
        yield from _report(f"\nposted words, {language}: {len(found)}", found, counted, shown)
