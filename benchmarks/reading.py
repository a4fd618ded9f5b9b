"""Measure how fast pages are read, beside what parsing their HTML alone costs, and how much memory it takes.

    python -m benchmarks.reading [--rounds N] [--reads N | --entities]

The pages are generated (2 to 40 kB, both languages, every markup). Each page is read by each reader in turn,
N rounds, on one core; the best CPU time of each page counts. `read_capture` decodes, repairs and reads;
BeautifulSoup parses and no more; lxml parses and gives the lines of text. Words of earlier pages are
remembered within a round, as in a run; "each alone" forgets them before each page. Speeds are those of the
machine; the ratios are what can be compared between machines.

With --entities, the questions are those of the gold set, rendered as the six pages that the site has of each.
The pages are read, and sub-questions, parts of the answer and mentions are extracted from the texts in both
languages; the best CPU time of each question counts. Then one answer is made longer and longer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Any
from unittest.mock import patch

import lxml.html
from bs4 import BeautifulSoup
from lxml import etree

import tasks.read.page
from benchmarks.common import best_cpu, command, peak
from benchmarks.pages import FACTS, FORM, GROUPS, Group, Page, endless_pages, page_of, pages_of
from schemas.codes import LANGUAGES
from schemas.records import Capture
from tasks.extract import answer_parts, mentions, subquestions
from tasks.read import read_capture
from tests.gold.cases import HALVES, cases
from tests.support.fuzz.run import forget
from tests.support.reading import texts_of
from tests.support.render import VARIANTS, Both, QuestionFacts

LENGTHS = (10_000, 100_000, 1_000_000)
PARAGRAPH_END = "\n\n"
LINE_END = "\0"
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


def lines_by_lxml(page: Page) -> list[str]:
    """Parse a page with lxml and return its lines of text."""
    pieces: list[str] = []
    walker = etree.iterwalk(lxml.html.document_fromstring(page.content), events=("start", "end"))
    for event, element in walker:
        if element.tag in ENDS_LINE:
            pieces.append(LINE_END)
        if event == "end":
            pieces.append(element.tail or "")
        elif element.tag in HIDDEN:
            walker.skip_subtree()
        else:
            pieces.append(element.text or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split(LINE_END))
    return [line for line in lines if line]


READERS: dict[str, Callable[[Page], object]] = {
    "read": read,
    "soup": lambda page: BeautifulSoup(page.content, "lxml"),
    "lxml": lines_by_lxml,
}
STAGES = {"decode": "decode_page", "repair": "repair_blocks"}
"""Stages of reading that are told apart, by the function that the reader calls for each."""


@contextmanager
def stopwatch(spent: dict[str, float]) -> Iterator[None]:
    """Add the CPU seconds of each stage to what was spent, while the reader runs."""

    def timed(stage: str, function: Callable[..., object], *given: object, **named: object) -> object:
        seconds, result = best_cpu(partial(function, *given, **named))
        spent[stage] += seconds
        return result

    stages: dict[str, Any] = {
        name: partial(timed, stage, getattr(tasks.read.page, name)) for stage, name in STAGES.items()
    }
    with patch.multiple(tasks.read.page, **stages):
        yield


Taken = dict[str, list[list[float]]]  # CPU seconds by reader: of each page in each round


def measure(group: Group, pages: list[Page], rounds: int) -> Taken:
    """Read the pages of a group with every reader in turn."""
    names = list(READERS) if group.forms[0].kind == "html" else ["read"]  # the others parse HTML alone
    taken: Taken = {name: [[] for _ in pages] for name in names}
    for _ in range(rounds):
        forget()
        for number, page in enumerate(pages):
            if group.cold:
                forget()
            for name in names:
                taken[name][number].append(best_cpu(partial(READERS[name], page))[0])
    return taken


def memory(reads: int) -> str:
    """Read that many pages, no two alike; return a line on the peak after the first tenth and at the end."""
    pages = endless_pages()
    read_all(islice(pages, reads // 10))
    early = peak() / 1e6
    read_all(islice(pages, reads - reads // 10))
    late = peak() / 1e6
    return (
        f"\nPeak memory after {reads // 10:,} reads {early:.0f} MB, after {reads:,} {late:.0f} MB: "
        f"{late - early:.1f} MB more."
    )


HEAD = "pages | kB a page | pages/s | MB/s | times BeautifulSoup | times lxml | decode | repair | read"


def row(group: Group, rounds: int) -> str:
    """Measure a group: the best time of each page counts, and all times for the shares of the stages."""
    pages, stages = pages_of(group), dict.fromkeys(STAGES, 0.0)
    with stopwatch(stages):
        taken = measure(group, pages, rounds)
    seconds = {name: sum(map(min, times)) for name, times in taken.items()}
    size, reading = sum(len(page.content) for page in pages), seconds["read"]
    speeds = (f"{len(pages) / reading:.0f}", f"{size / reading / 1e6:.2f}")
    times = [f"{reading / seconds[name]:.2f}" if name in seconds else "–" for name in ("soup", "lxml")]
    shares = [spent / sum(map(sum, taken["read"])) for spent in stages.values()]
    shown = (f"{share:.0%}" for share in (*shares, 1 - sum(shares)))
    return " | ".join([group.name, f"{size / len(pages) / 1e3:.1f}", *speeds, *times, *shown])


def table(rounds: int) -> Iterator[str]:
    """Yield the lines of a table that can be pasted in a page of docs."""
    yield "One core, CPU time. Ratios can be compared between machines, speeds cannot."
    yield ""
    yield f"| {HEAD} |"
    yield "|---" + "|--:" * HEAD.count("|") + "|"
    yield from (f"| {row(group, rounds)} |" for group in GROUPS)


def questions() -> Iterator[QuestionFacts]:
    """Yield a question with the texts of each gold case."""
    for case in chain.from_iterable(map(cases, HALVES)):
        texts = {(text.language, text.part): tuple(text.paragraphs) for text in case}
        asked, answered = (Both(*(texts[of, part] for of in LANGUAGES)) for part in ("question", "answer"))
        yield replace(FACTS[0], question=asked, answer=answered)


def read_all(pages: Iterable[Page]) -> None:
    """Read pages."""
    for page in pages:
        read(page)


def extract(facts: QuestionFacts) -> int:
    """Extract everything from the texts of a question; return how many mentions there are."""
    count = 0
    for language in LANGUAGES:
        asked, answered = texts = texts_of(facts, [language]).values()
        found = subquestions(asked, answered)
        answer_parts(answered, [item.label for item in found if item.label])
        count += sum(len(mentions(PARAGRAPH_END.join(text), language)) for text in texts)
    return count


def extract_answer(text: str) -> None:
    """Extract everything from one answer."""
    mentions(text, "nl")
    answer_parts(text.split(PARAGRAPH_END), ["1", "2"])


def growth(rounds: int) -> Iterator[str]:
    """Yield a line for each length of an answer."""
    sample = [paragraph for facts in questions() if facts.answer for paragraph in facts.answer["nl"]]
    before = 0.0
    for size in LENGTHS:
        text = PARAGRAPH_END.join(sample * (size // sum(map(len, sample)) + 1))[:size]
        taken, _ = best_cpu(partial(extract_answer, text), rounds)
        ratio = f", {taken / before:.1f} times the length a tenth of it" if before else ""
        yield f"{size:>9,} letters: {taken:.3f} s, {taken / size * 1e6:.2f} s a million letters{ratio}"
        before = taken


def beside_extraction(rounds: int) -> Iterator[str]:
    """Yield what extraction takes beside reading."""
    seconds = defaultdict[str, float](float)
    found, several = 0, list(questions())
    for facts in several:
        for variant in VARIANTS:
            pages = [page_of(facts, variant, language, FORM) for language in LANGUAGES]
            seconds[variant] += best_cpu(partial(read_all, pages), rounds)[0]
        taken, count = best_cpu(partial(extract, facts), rounds)
        seconds["extracting"] += taken
        found += count
    texts = (text for facts in several for text in texts_of(facts, LANGUAGES).values())
    letters = sum(map(len, chain.from_iterable(texts)))
    reading = sum(seconds[variant] for variant in VARIANTS)
    counted = f"{len(several)} questions in both languages, {letters:,} letters, {found:,} mentions"
    yield f"{counted}, one core, CPU time"
    yield f"reading their six pages {reading / len(several) * 1e3:.1f} ms a question"
    yield f"extracting everything   {seconds['extracting'] / len(several) * 1e3:.1f} ms a question"
    yield (
        f"extraction takes {seconds['extracting'] / reading:.2f} times as long as reading the six pages, "
        f"{seconds['extracting'] / seconds['main']:.2f} times as long as reading the two main ones alone"
    )


@command
def main(rounds: int = 5, reads: int = 20_000, *, entities: bool = False) -> Iterator[str]:
    if entities:
        yield from beside_extraction(rounds)
        yield from growth(min(rounds, 2))
        return
    # First, for the peak of a process never falls again.
    last = [memory(reads)] if reads else []
    yield from (*table(rounds), *last)
