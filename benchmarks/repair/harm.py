"""Measure what repair does to undamaged text that its statistics never saw.

    python -m benchmarks.repair.harm CORPUS.parquet [--folds N | --held] [--show N] [--damage WORDS]

CORPUS has the columns `id`, `split`, `lang` and `text`. The whole of it is parted into folds by `id`; for
each, the statistics are derived from the other folds, and its texts are repaired one by one, with their
language given and without. With --held that is done for one fold of split 'train', and no word is shown.
With --damage the classes of damage whose names hold these words are measured on each fold as well: no one has
looked at most of these texts while the rules were made. Needs wordfreq (dependency group `words`).
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.repair.corpus import LANGUAGES, SPACE
from benchmarks.repair.damages import classes
from benchmarks.repair.folds import HELD, Fold, folds, learned
from benchmarks.repair.score import Score, measure
from tasks.repair import forget, repair_text

Change = tuple[str, str, str]
"""Language, what stood there, and what repair made of it."""


Measured = tuple[int, list[Change], list[tuple[str, str, Score]]]
"""Words, changes of undamaged words, and the scores of the classes of damage."""


def undamaged(texts: dict[str, list[str]]) -> tuple[int, list[Change]]:
    """Return how many words were read, and those that changed."""
    words, changes = 0, []
    for language in LANGUAGES:
        for text in texts[language]:
            words += len(SPACE.split(text))
            for known in (language, None):
                changes += [(language, made.before, made.after) for made in repair_text(text, known).repairs]
    return words, changes


def damaged(texts: dict[str, list[str]], wanted: str) -> Iterator[tuple[str, str, Score]]:
    """Yield the score of each class and language."""
    for entry in classes():
        if wanted and wanted in f"{entry.group}: {entry.name}":
            for language in LANGUAGES:
                tools = [lambda text, language=language: repair_text(text, language).text]
                yield entry.name, language, measure(texts[language], entry.damage, tools, forget)[0]


def fold(parts: Sequence[Fold], left_out: int, wanted: str) -> Measured:
    """Measure one fold."""
    with learned(parts, left_out):
        words, changes = undamaged(parts[left_out])
        return words, changes, list(damaged(parts[left_out], wanted))


def total(scores: list[tuple[str, str, Score]]) -> dict[tuple[str, str], Score]:
    """Return the scores of all folds together, by class and language."""
    sums: dict[tuple[str, str], Score] = {}
    for name, language, score in scores:
        whole = sums.setdefault((name, language), Score())
        for count in (
            "words",
            "damaged",
            "restored",
            "changed",
            "wrong",
            "harmed",
            "recased",
            "size",
            "seconds",
        ):
            setattr(whole, count, getattr(whole, count) + getattr(score, count))
        whole.faults += score.faults
    return sums


def measured(corpus: Path, number: int, split: str | None, left_out: int, wanted: str) -> Measured:
    """Measure one fold of a corpus."""
    return fold(folds(corpus, number, split), left_out, wanted)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--held", action="store_true", help="measure the one fold that nobody looks at")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--damage", default="")
    return parser.parse_args()


def _report(found: Sequence[Measured], shown: int) -> None:
    words = sum(part[0] for part in found)
    changes = [change for part in found for change in part[1]]
    print(f"undamaged: {words:,} words in {len(found)} folds, each read twice (language given, and not);")
    print(f"changed: {len(changes)}, harm {1e6 * len(changes) / 2 / words:.2f} a million")
    for change, times in Counter(changes).most_common(shown):
        print("   ", times, *map(repr, change))
    for (name, language), score in total([score for part in found for score in part[2]]).items():
        print(
            f"{name:32} {language} damaged {score.damaged:8} restored {score.restored_percent:7.2f} %"
            f"  wrong {score.wrong_percent:6.3f} %  harm {score.harm:6.1f}"
        )
        for fault in score.faults[:shown]:
            print("   ", *map(repr, fault))


def main() -> None:
    """Measure all folds, two at a time, or the one that nobody looks at."""
    given = _arguments()
    number, split, left_out = HELD
    if given.held:
        jobs: list[tuple[Path, int, str | None, int, str]] = [
            (given.corpus, number, split, left_out, given.damage)
        ]
    else:
        jobs = [(given.corpus, given.folds, None, left_out, given.damage) for left_out in range(given.folds)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        _report(list(pool.map(measured, *zip(*jobs, strict=True))), 0 if given.held else given.show)


if __name__ == "__main__":
    main()
