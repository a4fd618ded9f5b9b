"""How far two readers agree who marked the same questions, neither having seen the other's marks.

    python -m benchmarks.readers

tests/gold/real holds the marks of both: mentions.tsv those by which extraction is scored, again.tsv
the other's.
The F1 of one reader by the other is what extraction can be expected to reach.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import command, rows
from benchmarks.real import AGAIN, MENTIONS
from schemas.codes import MENTION_KINDS

Mark = tuple[str, ...]  # language, question, start, end and kind


def marks(path: Path) -> set[Mark]:
    """The marks of a reader."""
    return {tuple(row[name] for name in ("language", "id", "start", "end", "kind")) for row in rows(path)}


def agreement(first: set[Mark], second: set[Mark]) -> Iterator[str]:
    """A line a kind: marks of both readers in the questions that both have read, and their F1."""
    read = {mark[:2] for mark in second}
    first = {mark for mark in first if mark[:2] in read}
    yield f"{len(read)} questions with marks of both readers, exact spans"
    yield f"{'':14}{'first':>6}{'second':>8}{'F1':>7}"
    of_both = [Counter(mark[-1] for mark in marked) for marked in (first, second, first & second)]
    for kind in (*MENTION_KINDS, "all"):
        one, two, same = (counts.total() if kind == "all" else counts[kind] for counts in of_both)
        if one + two:
            yield f"{kind:14}{one:6}{two:8}{2 * same / (one + two):7.3f}"


@command
def main() -> Iterator[str]:
    return agreement(marks(MENTIONS), marks(AGAIN))
