"""Measure how fast entities are extracted, beside reading the pages that the texts come from.

    python -m benchmarks.extraction [--rounds N]

The questions are those of the gold set, rendered as the six pages that the site has of each. The pages are
read, and sub-questions, parts of the answer and mentions are extracted from the texts in both languages; the
best CPU time of each question counts. Then one answer is made longer and longer. Ratios can be compared
between machines.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from benchmarks.common import best, command
from benchmarks.pages import FACTS, WINDOWS, Page, html
from benchmarks.reading import read
from schemas.codes import LANGUAGES
from tasks.extract import answer_parts, mentions, subquestions
from tests.gold.cases import HALVES, cases
from tests.support.render import VARIANTS, Both, render

FORM = html(WINDOWS)[0]
SIZES = (10_000, 100_000, 1_000_000)
Texts = dict[tuple[str, str], list[str]]  # paragraphs by language and part


def questions() -> list[Texts]:
    """Return the texts of every gold case."""
    found = (case for half in HALVES for case in cases(half))
    return [{(text.language, text.part): text.paragraphs for text in case} for case in found]


def pages(texts: Texts, variant: str) -> list[Page]:
    """Return the pages of a question in both languages, of one variant."""
    asked, answered = (
        Both(*(tuple(texts[language, part]) for language in LANGUAGES)) for part in ("question", "answer")
    )
    facts = replace(FACTS[0], question=asked, answer=answered)
    return [
        Page(render(facts, variant, language, FORM), facts.address(variant, language))
        for language in LANGUAGES
    ]


def read_all(shown: list[Page]) -> None:
    """Read pages."""
    for page in shown:
        read(page)


def extract(texts: Texts) -> int:
    """Extract everything from the texts of a question; return how many mentions there are."""
    count = 0
    for language in LANGUAGES:
        asked, answered = texts[language, "question"], texts[language, "answer"]
        found = subquestions(asked, answered)
        answer_parts(answered, [item.label for item in found if item.label])
        count += len(mentions("\n\n".join(asked), language)) + len(mentions("\n\n".join(answered), language))
    return count


def extract_answer(text: str) -> None:
    """Extract everything from one answer."""
    mentions(text, "nl")
    answer_parts(text.split("\n\n"), ["1", "2"])


def growth(rounds: int) -> Iterator[str]:
    """Yield a line for each length of an answer."""
    sample = [paragraph for texts in questions() for paragraph in texts["nl", "answer"]]
    before = 0.0
    for size in SIZES:
        text = "\n\n".join(sample * (size // sum(map(len, sample)) + 1))[:size]
        taken, _ = best(partial(extract_answer, text), rounds, time.process_time)
        ratio = f", {taken / before:.1f} times the length a tenth of it" if before else ""
        yield f"{size:>9,} letters: {taken:.3f} s, {taken / size * 1e6:.2f} s a million letters{ratio}"
        before = taken


def compared(rounds: int) -> Iterator[str]:
    """Yield what extraction takes beside reading."""
    seconds: dict[str, float] = defaultdict(float)
    found, letters = 0, 0
    for texts in questions():
        for variant in VARIANTS:
            taken, _ = best(partial(read_all, pages(texts, variant)), rounds, time.process_time)
            seconds[variant] += taken
        taken, count = best(partial(extract, texts), rounds, time.process_time)
        seconds["extracting"] += taken
        found += count
        letters += sum(len(text) for part in texts.values() for text in part)
    count = len(questions())
    reading = sum(seconds[variant] for variant in VARIANTS)
    yield f"{count} questions in both languages, {letters:,} letters, {found:,} mentions, one core, CPU time"
    yield f"reading their six pages {reading / count * 1e3:.1f} ms a question"
    yield f"extracting everything   {seconds['extracting'] / count * 1e3:.1f} ms a question"
    yield (
        f"extraction takes {seconds['extracting'] / reading:.2f} times as long as reading the six pages, "
        f"{seconds['extracting'] / seconds['main']:.2f} times as long as reading the two main ones alone"
    )


@command
def main(rounds: int = 5) -> Iterator[str]:
    yield from compared(rounds)
    yield from growth(min(rounds, 2))
