"""Measure what repair does to undamaged text that its statistics never saw, and to foreign names.

    python -m benchmarks.repair.harm CORPUS.parquet [--folds N] [--show N] [--damage WORDS]

CORPUS has the columns `id`, `split`, `lang` and `text`. The whole of it is parted into folds by `id`; for
each, the statistics are derived from the other folds, and its texts are repaired one by one, with their
language given and without. Then the foreign names of tests/repair/names.txt are put into sentences of both
languages.
With --damage the classes of damage whose names hold these words are measured on each fold as well: no one has
looked at most of these texts while the rules were made. Needs wordfreq (dependency group `words`).
"""

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet

from benchmarks.repair.corpus import LANGUAGES, SPACE
from benchmarks.repair.damages import classes
from benchmarks.repair.score import Score, measure
from benchmarks.words.derive import write
from tasks.repair import forget, repair_text
from tasks.repair.statistics import model

NAMES = Path(__file__).parents[2] / "tests" / "repair" / "names.txt"
SENTENCES = {
    "nl": "De minister heeft in zijn antwoord gezegd dat {} in dit dossier een rol speelt.",
    "fr": "Le ministre a dit dans sa réponse que {} joue un grand rôle dans ce dossier.",
}

Change = tuple[str, str, str]
"""Language, what stood there, and what repair made of it."""


def folds(corpus: Path, number: int) -> list[dict[str, list[str]]]:
    """Return the texts of each fold by language; questions and their translations stay together."""
    parts: list[dict[str, list[str]]] = [{language: [] for language in LANGUAGES} for _ in range(number)]
    for row in pyarrow.parquet.read_table(corpus, columns=["id", "lang", "text"]).to_pylist():
        text = " ".join(SPACE.split(row["text"]))
        parts[zlib.crc32(row["id"].encode()) % number][row["lang"]].append(text)
    return parts


def learn(parts: Sequence[dict[str, list[str]]], left_out: int, folder: Path) -> None:
    """Derive the statistics from all folds but one, and use them in this process."""
    others = [part for number, part in enumerate(parts) if number != left_out]
    lines = {language: [text for part in others for text in part[language]] for language in LANGUAGES}
    write(lines, folder / "letters.bin.gz", folder / "dropped.txt")
    model.FOLDER = folder


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


def fold(corpus: Path, number: int, left_out: int, wanted: str) -> tuple[int, list[Change], list[tuple]]:
    """Measure one fold."""
    parts = folds(corpus, number)
    with TemporaryDirectory() as folder:
        learn(parts, left_out, Path(folder))
        words, changes = undamaged(parts[left_out])
        return words, changes, list(damaged(parts[left_out], wanted))


def names() -> tuple[int, list[Change]]:
    """Return how many sentences with a foreign name were read, and what changed in them."""
    found = NAMES.read_text(encoding="utf-8").split()
    changes = [
        (language, made.before, made.after)
        for name in found
        for language, sentence in SENTENCES.items()
        for known in (language, None)
        for made in repair_text(sentence.format(name), known).repairs
    ]
    return len(found), changes


def total(scores: list[tuple[str, str, Score]]) -> dict[tuple[str, str], Score]:
    """Return the scores of all folds together, by class and language."""
    sums: dict[tuple[str, str], Score] = {}
    for name, language, score in scores:
        whole = sums.setdefault((name, language), Score())
        for count in ("words", "damaged", "restored", "changed", "wrong", "harmed", "size", "seconds"):
            setattr(whole, count, getattr(whole, count) + getattr(score, count))
        whole.faults += score.faults
    return sums


def main() -> None:
    """Measure all folds, two at a time, then the names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--damage", default="")
    given = parser.parse_args()
    numbers = range(given.folds)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        found = list(pool.map(fold, repeat(given.corpus), repeat(given.folds), numbers, repeat(given.damage)))
    words = sum(part[0] for part in found)
    changes = [change for part in found for change in part[1]]
    print(f"undamaged: {words:,} words in {given.folds} folds, each read twice (language given, and not);")
    print(f"changed: {len(changes)}, harm {1e6 * len(changes) / 2 / words:.2f} a million")
    for change, times in Counter(changes).most_common(given.show):
        print("   ", times, *map(repr, change))
    number, changes = names()
    print(f"foreign names: {number} in sentences of two languages; changed: {len(changes)}")
    for change in changes[: given.show]:
        print("   ", *map(repr, change))
    for (name, language), score in total([score for part in found for score in part[2]]).items():
        print(
            f"{name:32} {language} damaged {score.damaged:8} restored {score.restored_percent:7.2f} %"
            f"  wrong {score.wrong_percent:6.3f} %  harm {score.harm:6.1f}"
        )
        for fault in score.faults[: given.show]:
            print("   ", *map(repr, fault))


if __name__ == "__main__":
    main()
