"""Measure how fast entities are extracted, beside reading the pages that the texts come from.

    python -m benchmarks.extraction [--rounds N]

The questions are those of the gold set, rendered as the six pages that the site has of each. The pages are
read, and sub-questions, parts of the answer and mentions are extracted from the texts in both languages; the
best CPU time of each question counts. Then one answer is made longer and longer. Ratios can be compared
between machines.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.pages import FACTS, WINDOWS, Page, html
from benchmarks.reading import read
from schemas.codes import LANGUAGES
from tasks.extract import answer_parts, mentions, subquestions
from tests.gold.cases import HALVES, MarkedText, cases
from tests.support.render import VARIANTS, Both, render

FORM = html(WINDOWS)[0]
SIZES = (10_000, 100_000, 1_000_000)
Texts = dict[tuple[str, str], list[str]]


def paragraphs(case: list[MarkedText]) -> Texts:
    """Return the paragraphs of a case by language and part."""
    return {(text.language, text.part): text.paragraphs for text in case}


def pages(texts: Texts) -> dict[str, list[Page]]:
    """Return the pages of a question in both languages by variant."""

    def both(part: str) -> Both[tuple[str, ...]]:
        return Both(*(tuple(texts[language, part]) for language in LANGUAGES))

    facts = replace(FACTS[0], question=both("question"), answer=both("answer"))
    return {
        variant: [
            Page(render(facts, variant, language, FORM), facts.address(variant, language))
            for language in LANGUAGES
        ]
        for variant in VARIANTS
    }


def extract(texts: Texts) -> int:
    """Extract everything from the texts of a question; return how many mentions there are."""
    count = 0
    for language in LANGUAGES:
        asked, answered = texts[language, "question"], texts[language, "answer"]
        found = subquestions(asked, answered)
        answer_parts(answered, [item.label for item in found if item.label])
        count += len(mentions("\n\n".join(asked), language)) + len(mentions("\n\n".join(answered), language))
    return count


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the least CPU seconds of several rounds."""
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def questions() -> Iterator[Texts]:
    """Yield the texts of every gold case."""
    for half in HALVES:
        yield from map(paragraphs, cases(half))


def growth(rounds: int) -> Iterator[str]:
    """Yield a line for each length of an answer."""
    sample = [paragraph for texts in questions() for paragraph in texts["nl", "answer"]]
    before = 0.0
    for size in SIZES:
        text = "\n\n".join(sample * (size // sum(map(len, sample)) + 1))[:size]
        taken = best(
            lambda text=text: (mentions(text, "nl"), answer_parts(text.split("\n\n"), ["1", "2"])), rounds
        )
        ratio = f", {taken / before:.1f} times the length a tenth of it" if before else ""
        yield f"{size:>9,} letters: {taken:.3f} s, {taken / size * 1e6:.2f} s a million letters{ratio}"
        before = taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    reading: Counter[str] = Counter()
    extracting = 0.0
    found = count = letters = 0
    for texts in questions():
        for variant, shown in pages(texts).items():
            reading[variant] += best(lambda shown=shown: [read(page) for page in shown], rounds)
        extracting += best(lambda texts=texts: extract(texts), rounds)
        found += extract(texts)
        count += 1
        letters += sum(len(text) for part in texts.values() for text in part)
    whole = reading.total()
    print(f"{count} questions in both languages, {letters:,} letters, {found:,} mentions, one core, CPU time")
    print(f"reading their six pages {whole / count * 1e3:.1f} ms a question")
    print(f"extracting everything   {extracting / count * 1e3:.1f} ms a question")
    print(
        f"extraction takes {extracting / whole:.2f} times as long as reading the six pages, "
        f"{extracting / reading['main']:.2f} times as long as reading the two main ones alone"
    )
    print("\n".join(growth(min(rounds, 2))))


if __name__ == "__main__":
    main()
