"""Statistics that never saw the texts that are measured: the corpus in folds, all learned from but one."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import pyarrow.parquet
from typer import Option

from benchmarks.repair.corpus import LANGUAGES, Texts, one_line, texts
from tasks.repair.statistics import model

HeldOption = Annotated[bool, Option("--held", help="measure a fold that the statistics leave out")]
UNSEEN = (10, "train", 7)
"""The fold whose texts nobody looks at: so many folds, of this split, this one of them."""


def folds(corpus: Path, number: int, split: str | None = None) -> list[Texts]:
    """Return the texts of each fold, of one split or all; questions and their translations stay together."""
    parts: list[Texts] = [{language: [] for language in LANGUAGES} for _ in range(number)]
    for row in pyarrow.parquet.read_table(corpus, columns=["id", "split", "lang", "text"]).to_pylist():
        if split in (None, row["split"]):
            parts[zlib.crc32(row["id"].encode()) % number][row["lang"]].append(one_line(row["text"]))
    return parts


@contextmanager
def learned(parts: Sequence[Texts], left_out: int) -> Iterator[Texts]:
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
def measured_texts(corpus: Path | None, *, unseen: bool) -> Iterator[Texts]:
    """Yield the texts of a corpus; of the fold that nobody looks at, with statistics derived without it."""
    if unseen and corpus:
        number, split, left_out = UNSEEN
        with learned(folds(corpus, number, split), left_out) as fold:
            yield fold
    else:
        yield {language: texts(corpus, language) for language in LANGUAGES}
