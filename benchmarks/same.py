"""Measure how fast the questions that are the same are found, how that grows, and how much memory it takes.

    python -m benchmarks.same [--questions N] [--words N] [--json]

The questions are generated, in both languages: some alone, some put to many ministers word for word, some put
again with a word or two changed, some made after one pattern about many towns. They are grouped on one core,
first half of them, then all; CPU time counts. Speeds are those of the machine; the growth is what can be
compared between machines. The peak is that of the whole process, with the rows that are grouped.
"""

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate, count, islice, repeat
from random import Random
from typing import NamedTuple

from schemas.codes import LANGUAGES
from schemas.records import Row
from tasks.link.same import question_groups

VOCABULARY = 30_000
TOWNS = 600
FRAME_WORDS = 12
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve wi zo ka le mi no pe ri".split()

Text = list[str]


class Made(NamedTuple):
    """The questions of a measurement, as rows of tables."""

    questions: list[Row]
    texts: list[Row]


class Writer:
    """Writes texts whose words are as unevenly frequent as those of a language."""

    def __init__(self, seed: int, words: int) -> None:
        self.random = Random(seed)
        self.length = words
        self.words = ["".join(self.random.choices(SYLLABLES, k=1 + n % 4)) for n in range(VOCABULARY)]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
        self.frame = self.some(FRAME_WORDS)
        self.towns = ["".join(self.random.choices(SYLLABLES, k=3)).title() for _ in range(TOWNS)]

    def some(self, number: int) -> Text:
        """Return so many words."""
        return self.random.choices(self.words, cum_weights=self.weights, k=number)

    def text(self) -> Text:
        """Return a text that holds the phrase that all questions hold."""
        words = self.some(self.random.randint(self.length // 2, self.length * 3 // 2))
        at = self.random.randrange(len(words))
        return [*words[:at], *self.frame, *words[at:]]

    def edited(self, text: Text) -> Text:
        """Return a text with one or two other words."""
        words = list(text)
        for _ in range(self.random.randint(1, 2)):
            words[self.random.randrange(len(words))] = self.some(1)[0]
        return words


def word_for_word(writer: Writer) -> Iterator[Text]:
    """Return one text, without end."""
    yield from repeat(writer.text())


def put_again(writer: Writer) -> Iterator[Text]:
    """Return one text, edited each time."""
    text = writer.text()
    yield from (writer.edited(text) for _ in count())


def about_towns(writer: Writer) -> Iterator[Text]:
    """Return one pattern about many towns."""
    text = writer.text()
    for town in writer.random.sample(writer.towns, len(writer.towns)):
        yield [*text[:40], town, *text[40:80], town, *text[80:]]


class Sort(NamedTuple):
    """A sort of families: its texts, the share of all families, and the fewest and most questions of one."""

    texts: Callable[[Writer], Iterator[Text]]
    share: float
    fewest: int
    most: int


SORTS = (
    Sort(word_for_word, 0.8, 1, 1),
    Sort(word_for_word, 0.1, 2, 19),
    Sort(put_again, 0.08, 2, 5),
    Sort(about_towns, 0.02, 2, 40),
)


def made(number: int, words: int) -> Made:
    """Return so many questions of about so many words."""
    writers = [Writer(seed, words) for seed, _ in enumerate(LANGUAGES)]
    columns = zip(*(islice(texts(writer), number) for writer in writers), strict=True)
    result = Made([], [])
    for at, written in enumerate(columns, 1):
        question = f"5-{at}"
        result.questions.append(
            {
                "question_id": question,
                "legislature": 5,
                "number": at,
                "author": f"Senator {at % 71}",
                **{f"title_{language}": f"Title {at}" for language in LANGUAGES},
                **{f"addressee_{language}": f"Minister {at % 19}" for language in LANGUAGES},
            }
        )
        for language, text in zip(LANGUAGES, written, strict=True):
            line = " ".join(text)
            row = {"question_id": question, "language": language, "part": "question", "text": line}
            result.texts.append(row)
    return result


def texts(writer: Writer) -> Iterator[Text]:
    """Return texts without end; all writers choose the same families of the same sizes."""
    choices = Random(0)
    while True:
        sort = choices.choices(SORTS, weights=[sort.share for sort in SORTS])[0]
        yield from islice(sort.texts(writer), choices.randint(sort.fewest, sort.most))


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


class Taken(NamedTuple):
    """What grouping so many questions took, and what came of it."""

    questions: int
    seconds: float
    peak_before_mb: float
    peak_mb: float
    reasons: dict[str, int]


def measure(number: int, words: int) -> Taken:
    """Group so many questions."""
    given = made(number, words)
    before = peak()
    started = time.process_time()
    groups = question_groups(given.texts, [], given.questions)
    seconds = time.process_time() - started
    return Taken(number, seconds, before, peak(), Counter(group.reason for group in groups.values()))


def main() -> None:
    """Measure half of the questions and all, and print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--questions", type=int, default=27_000)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    # The smaller first, for the peak of a process never falls again.
    half, whole = (measure(number, given.words) for number in (given.questions // 2, given.questions))
    growth = whole.seconds / half.seconds
    if given.json:
        print(json.dumps({"runs": [half._asdict(), whole._asdict()], "growth": growth}, indent=2))
        return
    for taken in (half, whole):
        print(
            f"{taken.questions:,} questions in {taken.seconds:.1f} s, {taken.peak_mb:.0f} MB at most, "
            f"of which {taken.peak_before_mb:.0f} MB before: {taken.reasons}"
        )
    print(f"Twice the questions take {growth:.2f} times as long.")


if __name__ == "__main__":
    main()
