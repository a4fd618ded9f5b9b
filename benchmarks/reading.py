"""Measure how fast pages are read, beside what parsing their HTML alone costs, and how much memory it takes.

    python -m benchmarks.reading [--rounds N] [--reads N] [--json]

The pages are generated (2 to 40 kB, both languages, every markup). Each page is read by each reader in turn,
N rounds, on one core; the best CPU time of each page counts. `read_capture` decodes, repairs and reads;
BeautifulSoup parses and no more; lxml parses and gives the lines of text. Words of earlier pages are
remembered within a round, as in a run; "each alone" forgets them before each page. Speeds are those of the
machine; the ratios are what can be compared between machines.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, ParamSpec, TypeVar

import lxml.html
from bs4 import BeautifulSoup
from lxml import etree

import tasks.read.page
from benchmarks.pages import GROUPS, Group, Page, endless_pages, pages_of
from schemas.records import Capture
from tasks.read import read_capture
from tests.support.fuzz.run import forget

Given = ParamSpec("Given")
Result = TypeVar("Result")
Reader = Callable[[Page], object]

HIDDEN = frozenset("head script style noscript template".split())
ENDS_LINE = frozenset(
    "address article blockquote body br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr html li "
    "main nav ol p pre section table tbody td th thead tr ul".split()
)


def read(page: Page) -> object:
    """Decode, repair and read a page; it must not be quarantined."""
    record = read_capture(Capture("", "", page.address, None, "benchmark", ""), page.content)
    if record.outcome != "read":
        raise ValueError(record.reason)
    return record


def parse_with_soup(page: Page) -> object:
    """Parse a page with BeautifulSoup."""
    return BeautifulSoup(page.content, "lxml")


def lines_by_lxml(page: Page) -> list[str]:
    """Parse a page with lxml and return its lines of text."""
    lines: list[str] = []
    pieces: list[str] = []

    def end_line() -> None:
        line = " ".join("".join(pieces).split())
        pieces.clear()
        if line:
            lines.append(line)

    walker = etree.iterwalk(lxml.html.document_fromstring(page.content), events=("start", "end"))
    for event, element in walker:
        if element.tag in ENDS_LINE:
            end_line()
        if event == "end":
            pieces.append(element.tail or "")
        elif element.tag in HIDDEN:
            walker.skip_subtree()
        else:
            pieces.append(element.text or "")
    end_line()
    return lines


READERS: dict[str, Reader] = {"read": read, "soup": parse_with_soup, "lxml": lines_by_lxml}
STAGES = {"decode": "decode_page", "repair": "repair_blocks"}
"""Stages of reading that are told apart, by the function that the reader calls for each."""


@contextmanager
def stopwatch(spent: dict[str, float]) -> Iterator[None]:
    """Add the CPU seconds of each stage to what was spent, while the reader runs."""

    def timed(stage: str, function: Callable[Given, Result]) -> Callable[Given, Result]:
        def run(*given: Given.args, **named: Given.kwargs) -> Result:
            started = time.process_time()
            try:
                return function(*given, **named)
            finally:
                spent[stage] += time.process_time() - started

        return run

    before = {name: getattr(tasks.read.page, name) for name in STAGES.values()}
    for stage, name in STAGES.items():
        setattr(tasks.read.page, name, timed(stage, before[name]))
    yield
    for name, function in before.items():
        setattr(tasks.read.page, name, function)


def seconds(reader: Reader, page: Page) -> float:
    """Return the CPU seconds that one reading takes."""
    started = time.process_time()
    reader(page)
    return time.process_time() - started


@dataclass(frozen=True)
class Row:
    """What was measured of one group: pages, bytes, and CPU seconds over all pages.

    `read` is the whole of it, `stages` what its first stages took in all rounds, in `stages_of` seconds.
    """

    name: str
    pages: int
    size: int
    stages: dict[str, float]
    stages_of: float
    read: float
    soup: float | None = None
    lxml: float | None = None

    def per_second(self, amount: float) -> float:
        """Return an amount in a CPU second of reading."""
        return amount / self.read

    def times(self, other: float | None) -> float | None:
        """Return how many times as long as another reader ours takes."""
        return self.read / other if other else None

    def shares(self) -> dict[str, float]:
        """Return the shares of decoding, repair and reading."""
        shares = {stage: spent / self.stages_of for stage, spent in self.stages.items()}
        return {**shares, "read": 1 - sum(shares.values())}


def measure(group: Group, rounds: int) -> Row:
    """Read the pages of a group with every reader in turn; the best time of each page counts."""
    pages = pages_of(group)
    names = list(READERS) if group.is_html else ["read"]
    taken: dict[str, list[list[float]]] = {name: [[] for _ in pages] for name in names}
    stages = dict.fromkeys(STAGES, 0.0)
    with stopwatch(stages):
        for _ in range(rounds):
            forget()
            for number, page in enumerate(pages):
                if group.cold:
                    forget()
                for name in names:
                    taken[name][number].append(seconds(READERS[name], page))
    size = sum(len(page.content) for page in pages)
    best = {name: sum(map(min, times)) for name, times in taken.items()}
    return Row(group.name, len(pages), size, stages, sum(map(sum, taken["read"])), **best)


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def memory(reads: int) -> dict[str, float]:
    """Read that many pages, no two alike, and tell the peak after the first tenth and at the end."""
    pages = endless_pages()
    for page in islice(pages, reads // 10):
        read(page)
    early = peak()
    for page in islice(pages, reads - reads // 10):
        read(page)
    return {"reads": reads, "after_a_tenth_mb": early, "at_the_end_mb": peak(), "growth_mb": peak() - early}


HEAD = (
    "pages",
    "kB a page",
    "pages/s",
    "MB/s",
    "times BeautifulSoup",
    "times lxml",
    "decode",
    "repair",
    "read",
)


def cells(row: Row) -> Iterable[str]:
    """Return the cells of a row of the table."""
    yield row.name
    yield f"{row.size / row.pages / 1e3:.1f}"
    yield f"{row.per_second(row.pages):.0f}"
    yield f"{row.per_second(row.size) / 1e6:.2f}"
    for other in (row.soup, row.lxml):
        ratio = row.times(other)
        yield f"{ratio:.2f}" if ratio else "–"
    yield from (f"{share:.0%}" for share in row.shares().values())


def as_json(row: Row) -> dict[str, Any]:
    """Return a row as its figures."""
    return {
        **asdict(row),
        "pages_per_second": row.per_second(row.pages),
        "mb_per_second": row.per_second(row.size) / 1e6,
        "times_soup": row.times(row.soup),
        "times_lxml": row.times(row.lxml),
        "shares": row.shares(),
    }


def table(rows: Iterable[Row]) -> Iterable[str]:
    """Return the lines of a table that can be pasted in a page of docs."""
    yield "One core, CPU time. Ratios can be compared between machines, speeds cannot."
    yield ""
    yield "| " + " | ".join(HEAD) + " |"
    yield "|---" + "|--:" * (len(HEAD) - 1) + "|"
    for row in rows:
        yield "| " + " | ".join(cells(row)) + " |"


def main() -> None:
    """Measure memory, then speed, and print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reads", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    # First, for the peak of a process never falls again.
    held = memory(given.reads) if given.reads else None
    rows = [measure(group, given.rounds) for group in GROUPS]
    if given.json:
        print(json.dumps({"rows": [as_json(row) for row in rows], "memory": held}, indent=2))
        return
    print("\n".join(table(rows)))
    if held:
        print(
            f"\nPeak memory after {given.reads // 10:,} reads {held['after_a_tenth_mb']:.0f} MB, "
            f"after {given.reads:,} {held['at_the_end_mb']:.0f} MB: {held['growth_mb']:.1f} MB more."
        )


if __name__ == "__main__":
    main()
