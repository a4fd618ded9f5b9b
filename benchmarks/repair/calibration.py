"""Measure what the printed certainty of a repair is worth: by rule and decile, the share that is right.

    python -m benchmarks.repair.calibration [CORPUS.parquet] [--held | --news] [--no-tables] [--texts N]

All classes of damage, and UTF-8 read with all tables, are put on texts of split 'dev' (or, with --held, on
the fold that nobody looks at; with --news on the newspaper articles of tests/gold/news). Each word that
repair changes counts once: with the lowest certainty of the repairs that touch it, and whether it came back
as it was. A good certainty is near the share of its row.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.repair.corpus import LANGUAGES, news, texts
from benchmarks.repair.damages import TABLES, DamageClass, by_table, classes
from benchmarks.repair.folds import held
from benchmarks.repair.score import Page, aligned, damaged_pages
from tasks.repair import Repair, RepairedText, repair_text
from tasks.repair.charsets import PAIRS

HIGH = 0.9
"""Most right changes should have a certainty above this."""
CLOSE = 5
"""Points between certainty and share that are still good."""
MISREAD = {rule for rule, *_ in PAIRS}


@dataclass(slots=True)
class Bin:
    """The changes of one rule and decile of certainty."""

    changes: int = 0
    certainty: float = 0.0
    right: int = 0
    right_high: int = 0

    def add(self, certainty: float, *, right: bool) -> None:
        """Count one change."""
        self.changes += 1
        self.certainty += certainty
        self.right += right
        self.right_high += right and certainty > HIGH


Table = dict[tuple[str, int], Bin]
"""Bins by group of rules and decile."""


def group(rule: str) -> str:
    """Return the group of a rule: all wrong charsets are one, all misread UTF-8 another."""
    if rule in MISREAD:
        return "misread"
    return "UTF-8" if rule.startswith("utf8") else rule


def spans(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each word begins and ends in the text of all."""
    start = 0
    for word in words:
        yield start, start + len(word)
        start += len(word) + 1


def changes(page: Page, repaired: RepairedText) -> Iterator[tuple[Repair, bool]]:
    """Yield the least certain repair of each word that changed, and whether the word came back."""
    was, shown = page
    repairs = list(repaired.repairs)
    words = zip(spans(shown), aligned(was, shown, repaired.text), strict=True)
    for (start, end), (right, broken, now) in words:
        while repairs and repairs[0].end < start:
            del repairs[0]
        touching = [made for made in repairs if made.start <= end and made.end >= start]
        if now != broken and touching:
            yield min(touching, key=lambda made: made.certainty), now == right


def measured(pieces: list[str], language: str, entry: DamageClass, table: Table) -> None:
    """Add the changes of one class of damage."""
    for page in damaged_pages(pieces, entry.damage):
        repaired = repair_text(" ".join(page[1]), language)
        for made, right in changes(page, repaired):
            decile = min(9, int(made.certainty * 10))
            table[group(made.rule), decile].add(made.certainty, right=right)


def _row(title: str, of: Bin) -> str:
    certainty, right = 100 * of.certainty / max(1, of.changes), 100 * of.right / max(1, of.changes)
    far = "" if abs(certainty - right) <= CLOSE else "  far"
    return f"{title:14} {of.changes:9} {certainty:11.2f} {right:8.2f}{far}"


def _sum(bins: list[Bin]) -> Bin:
    return Bin(*(sum(getattr(of, name) for of in bins) for name in Bin.__slots__))


def report(table: Table) -> None:
    """Print the bins of each group, of all rules together, and the share of right changes that are sure."""
    print(f"{'rule, decile':14} {'changes':>9} {'certainty %':>11} {'right %':>8}")
    for name in [*sorted({name for name, _ in table}), "all"]:
        of_group = {key: of for key, of in table.items() if name in (key[0], "all")}
        for decile in sorted({decile for _, decile in of_group}):
            bins = [of for key, of in of_group.items() if key[1] == decile]
            print(_row(f"{name} .{decile}", _sum(bins)))
        whole = _sum(list(of_group.values()))
        share = 100 * whole.right_high / max(1, whole.right)
        print(f"{_row(name, whole)}  right ones above {HIGH}: {share:.1f} %")


def main() -> None:
    """Measure all classes in both languages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--news", action="store_true")
    parser.add_argument("--tables", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--texts", type=int, default=None, help="so many texts only")
    given = parser.parse_args()
    table: Table = defaultdict(Bin)
    with ExitStack() as folder:
        source = folder.enter_context(held(given.corpus)) if given.held else news() if given.news else None
        of_tables = [entry for charset in TABLES for entry in by_table(charset)] if given.tables else []
        for entry in [*classes(), *of_tables]:
            for language in LANGUAGES:
                pieces = texts(given.corpus, language, whole=source[language] if source else None)[
                    : given.texts
                ]
                measured(pieces, language, entry, table)
    report(table)


if __name__ == "__main__":
    main()
