"""The texts that are damaged."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
from pyarrow.compute import field

from schemas import codes
from tests.gold.cases import NEWS, cases
from tests.support.reading import INVENTED

SPACE = re.compile(r"[ \t\r\n\f\v]+")
LANGUAGES: tuple[str, ...] = codes.LANGUAGES
Texts = dict[str, list[str]]  # texts by language


def bundled(language: str) -> Iterator[str]:
    """Yield the questions and answers of the project's invented pages."""
    for facts in INVENTED.values():
        for both in (facts.question, facts.answer):
            if both:
                yield " ".join(both[language])


def of_split(path: Path, language: str, split: str) -> list[str]:
    """Return the texts of one language and split; the columns are `lang`, `split` and `text`."""
    wanted = (field("lang") == language) & (field("split") == split)
    return list(map(str, pyarrow.parquet.read_table(path, columns=["text"], filters=wanted)["text"]))


def texts(path: Path | None, language: str) -> list[str]:
    """Return the texts of a corpus that the statistics never saw, or the invented ones."""
    found = bundled(language) if path is None else of_split(path, language, "dev")
    return [one_line(text) for text in found]


def news() -> Texts:
    """The newspaper articles of the gold set."""
    marked = [text for case in cases(NEWS) for text in case]
    return {
        language: [one_line(text.text) for text in marked if text.language == language]
        for language in LANGUAGES
    }


def one_line(text: str) -> str:
    """A text with one space for each run of blanks."""
    return " ".join(SPACE.split(text))
