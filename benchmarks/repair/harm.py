"""Measure what repair does to undamaged text that its statistics never saw.

    python -m benchmarks.repair.harm CORPUS.parquet [--folds N] [--show N]

CORPUS has the columns `id`, `split`, `lang` and `text`. It is divided into folds by `id`; for each, the
statistics are derived from the other folds, and its texts are repaired one by one, with their language given
and without. `python -m benchmarks.repair --held` measures the fold that nobody looks at. Needs wordfreq
(dependency group `words`).
"""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.common import run
from benchmarks.repair.corpus import SPACE
from benchmarks.repair.folds import folds, learned
from tasks.repair import repair_text

Change = tuple[str, str, str]
"""Language, what stood there, and what repair made of it."""


def undamaged(corpus: Path, number: int, left_out: int) -> tuple[int, list[Change]]:
    """Return how many words one of the folds has, and those that changed."""
    words, changes = 0, []
    with learned(folds(corpus, number), left_out) as texts:
        for language, text in ((one, text) for one in texts for text in texts[one]):
            words += len(SPACE.split(text))
            for known in (language, None):
                changes += [(language, made.before, made.after) for made in repair_text(text, known).repairs]
    return words, changes


def main(corpus: Path, folds: int = 5, show: int = 20) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        found = list(pool.map(partial(undamaged, corpus, folds), range(folds)))
    words = sum(of_fold for of_fold, _ in found)
    changes = [change for _, of_fold in found for change in of_fold]
    print(f"undamaged: {words:,} words in {len(found)} folds, each read twice (language given, and not);")
    print(f"changed: {len(changes)}, harm {1e6 * len(changes) / 2 / words:.2f} a million")
    for change, times in Counter(changes).most_common(show):
        print("   ", times, *map(repr, change))


if __name__ == "__main__":
    run(main)
