"""The texts that are damaged, and statistics that never saw them: those of all folds of a corpus but one."""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated
from unittest.mock import patch

import pyarrow.parquet
from pyarrow.compute import field
from typer import Option

from schemas import codes
from tasks.repair.statistics import model
from tests.gold.cases import NEWS, cases
from tests.support.reading import INVENTED, texts_of

HeldOption = Annotated[bool, Option("--held", help="measure a fold that the statistics leave out")]
SPACE = re.compile(r"[ \t\r\n\f\v]+")
LANGUAGES: tuple[str, ...] = codes.LANGUAGES
Texts = dict[str, list[str]]  # texts by language
UNSEEN = (10, "train", 7)
"""The fold whose texts nobody looks at: so many folds, of this split, this one of them."""


def bundled(language: str) -> Iterator[str]:
    """Yield the questions and answers of the project's invented pages."""
    for facts in INVENTED.values():
        yield from map(" ".join, texts_of(facts, [language]).values())


def of_split(path: Path, language: str, split: str) -> list[str]:
    """Return the texts of one language and split; the columns are `lang`, `split` and `text`."""
    wanted = (field("lang") == language) & (field("split") == split)
    return list(map(str, pyarrow.parquet.read_table(path, columns=["text"], filters=wanted)["text"]))


def texts(path: Path | None, language: str) -> list[str]:
    """Return the texts of a corpus that the statistics never saw, or the invented ones."""
    return one_line(bundled(language) if path is None else of_split(path, language, "dev"))


def news() -> Texts:
    """The newspaper articles of the gold set."""
    marked = [text for case in cases(NEWS) for text in case]
    return {of: one_line(text.text for text in marked if text.language == of) for of in LANGUAGES}


def one_line(several: Iterable[str]) -> list[str]:
    """Texts with one space for each run of blanks."""
    return [" ".join(SPACE.split(text)) for text in several]


def folds(corpus: Path, number: int, split: str) -> list[Texts]:
    """Return the texts of each fold of a split; questions and their translations stay together."""
    parts: list[Texts] = [{language: [] for language in LANGUAGES} for _ in range(number)]
    wanted = field("split") == split
    for row in pyarrow.parquet.read_table(corpus, filters=wanted).to_pylist():
        parts[zlib.crc32(row["id"].encode()) % number][row["lang"]] += one_line([row["text"]])
    return parts


@contextmanager
def learned(parts: Sequence[Texts], left_out: int) -> Iterator[Texts]:
    """Yield one fold, while this process uses statistics derived from all others."""
    from benchmarks.words.derive import write  # noqa: PLC0415 - needs wordfreq, as nothing else here

    others = [part for number, part in enumerate(parts) if number != left_out]
    lines = {language: [text for part in others for text in part[language]] for language in LANGUAGES}
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(lines, folder / "letters.bin.gz")
        with patch.object(model, "FOLDER", folder):
            yield parts[left_out]


@contextmanager
def measured_texts(corpus: Path | None, *, unseen: bool) -> Iterator[Texts]:
    """Yield the texts of a corpus; of the fold that nobody looks at, with statistics derived without it."""
    if unseen and corpus:
        number, split, left_out = UNSEEN
        with learned(folds(corpus, number, split), left_out) as fold:
            yield fold
    else:
        yield {language: texts(corpus, language) for language in LANGUAGES}
