"""Measure how fast entities are extracted, beside reading the pages that the texts come from.

    python -m benchmarks.extraction [--rounds N]

The questions are those of the gold set, rendered as the six pages that the site has of each. The pages are
read, and sub-questions, parts of the answer and mentions are extracted from the texts in both languages; the
best CPU time of each question counts. Then one answer is made longer and longer. Ratios can be compared
between machines.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from benchmarks.common import best_cpu, command
from benchmarks.pages import FACTS, WINDOWS, Page, html, page_of
from benchmarks.reading import read
from schemas.codes import LANGUAGES
from tasks.extract import answer_parts, mentions, subquestions
from tests.gold.cases import HALVES, cases
from tests.support.reading import texts_of
from tests.support.render import VARIANTS, Both, QuestionFacts

FORM = html(WINDOWS)[0]
SIZES = (10_000, 100_000, 1_000_000)
PARAGRAPH_END = "\n\n"


def questions() -> Iterator[QuestionFacts]:
    """Yield a question with the texts of each gold case."""
    for case in chain.from_iterable(map(cases, HALVES)):
        texts = {(text.language, text.part): tuple(text.paragraphs) for text in case}
        asked, answered = (Both(*(texts[of, part] for of in LANGUAGES)) for part in ("question", "answer"))
        yield replace(FACTS[0], question=asked, answer=answered)


def read_all(pages: list[Page]) -> None:
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
    for size in SIZES:
        text = PARAGRAPH_END.join(sample * (size // sum(map(len, sample)) + 1))[:size]
        taken, _ = best_cpu(partial(extract_answer, text), rounds)
        ratio = f", {taken / before:.1f} times the length a tenth of it" if before else ""
        yield f"{size:>9,} letters: {taken:.3f} s, {taken / size * 1e6:.2f} s a million letters{ratio}"
        before = taken


def compared(rounds: int) -> Iterator[str]:
    """Yield what extraction takes beside reading."""
    seconds = Counter[str]()
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
    reading = seconds.total() - seconds["extracting"]
    counted = f"{len(several)} questions in both languages, {letters:,} letters, {found:,} mentions"
    yield f"{counted}, one core, CPU time"
    yield f"reading their six pages {reading / len(several) * 1e3:.1f} ms a question"
    yield f"extracting everything   {seconds['extracting'] / len(several) * 1e3:.1f} ms a question"
    yield (
        f"extraction takes {seconds['extracting'] / reading:.2f} times as long as reading the six pages, "
        f"{seconds['extracting'] / seconds['main']:.2f} times as long as reading the two main ones alone"
    )


@command
def main(rounds: int = 5) -> Iterator[str]:
    yield from compared(rounds)
    yield from growth(min(rounds, 2))
