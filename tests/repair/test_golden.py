"""What repair makes of the invented texts in every damage and in several at once, to each certainty.

A number of repair that is moved shows here; `python -m tests.golden.regenerate` writes golden.tsv anew.
"""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from hashlib import sha256
from random import Random

import pytest

from benchmarks.repair.corpus import LANGUAGES, texts
from benchmarks.repair.damages import TABLES, classes, utf8
from benchmarks.repair.score import damaged_pages
from tasks.repair import repair_text
from tests.support import TESTS

from .test_bounded_work import SHAPES

GOLDEN = TESTS / "repair/golden.tsv"


SEEDS = 5
SIZE = 40_000
"""Characters of a text by chance: enough that some are skipped."""
SENTENCE = re.compile(r"(?<=[.?!]) ")


def mixed(text: str, chance: Random) -> Iterator[str]:
    """Each sentence with words in two damages; one in ten without spaces, one in seven in layers of UTF-8."""
    for sentence in SENTENCE.split(text):
        damages, share = chance.sample(classes(), 2), chance.choice((0.2, 0.5, 1))
        words = [
            chance.choice(damages).damage(word) if chance.random() < share else word
            for word in sentence.split(" ")
        ]
        shown = (" " if chance.random() < 0.9 else "").join(words)
        layers = chance.choices(TABLES, k=chance.randint(1, 4)) if chance.random() < 0.15 else ()
        yield reduce(utf8, layers, shown)


def line(name: str, given: str | None, shown: Iterable[str]) -> str:
    found = [repair_text(text, given) for text in shown]
    repairs, skipped = (
        sum(counts) for counts in zip(*((len(one.repairs), one.skipped) for one in found), strict=True)
    )
    digest = sha256(repr(found).encode()).hexdigest()[:12]
    return f"{name}\t{given or 'not given'}\t{repairs}\t{skipped}\t{digest}"


def golden_lines() -> Iterator[str]:
    """A line for each class, seed and shape: damage, language, repairs, pieces skipped, and a digest."""
    yield "damage\tlanguage\trepairs\tskipped\tdigest"
    bundled = {language: texts(None, language) for language in LANGUAGES}
    for language, given in [*((name, name) for name in LANGUAGES), ("nl", None)]:
        for entry in classes():
            pages = damaged_pages(bundled[language], entry.damage)
            yield line(entry.name, given, (" ".join(shown) for _, shown in pages))
        for seed in range(SEEDS):
            chance = Random(seed)
            shown = (one for text in bundled[language] for one in mixed(text, chance))
            yield line(f"several {seed}", given, shown)
        for name, shape in SHAPES.items() if given == "fr" else ():
            yield line(name, given, [shape(SIZE)])


@pytest.mark.long
def test_what_is_made_of_damaged_texts_is_as_recorded():
    assert list(golden_lines()) == GOLDEN.read_text("utf-8").splitlines()
