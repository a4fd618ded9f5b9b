"""Statistics that never saw the texts that are measured: the corpus in folds, all learned from but one."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet

from benchmarks.repair.corpus import LANGUAGES, one_line
from tasks.repair.statistics import model

HELD = (10, "train", 7)
"""The fold whose texts nobody looks at: so many folds, of this split, this one of them."""

Fold = dict[str, list[str]]
"""Texts by language."""


def folds(corpus: Path, number: int, split: str | None = None) -> list[Fold]:
    """Return the texts of each fold, of one split or all; questions and their translations stay together."""
    parts: list[Fold] = [{language: [] for language in LANGUAGES} for _ in range(number)]
    for row in pyarrow.parquet.read_table(corpus, columns=["id", "split", "lang", "text"]).to_pylist():
        if split in (None, row["split"]):
            parts[zlib.crc32(row["id"].encode()) % number][row["lang"]].append(one_line(row["text"]))
    return parts


@contextmanager
def learned(parts: Sequence[Fold], left_out: int) -> Iterator[Fold]:
    """Yield one fold, while this process uses statistics derived from all others."""
    from benchmarks.words.derive import write  # noqa: PLC0415 - needs wordfreq, as nothing else here

    others = [part for number, part in enumerate(parts) if number != left_out]
    lines = {language: [text for part in others for text in part[language]] for language in LANGUAGES}
    usual = model.FOLDER
    with TemporaryDirectory() as folder:
        write(lines, Path(folder) / "letters.bin.gz", Path(folder) / "dropped.txt")
        model.FOLDER = Path(folder)
        try:
            yield parts[left_out]
        finally:
            model.FOLDER = usual


@contextmanager
def held(corpus: Path) -> Iterator[Fold]:
    """Yield the fold that nobody looks at, with statistics derived without it."""
    number, split, left_out = HELD
    with learned(folds(corpus, number, split), left_out) as texts:
        yield texts
