"""The texts that are damaged."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet

from tests.gold.cases import NEWS, cases
from tests.support.reading import INVENTED

SENTENCE = re.compile(r"(?<=[.?!;:]) ")
SPACE = re.compile(r"[ \t\r\n\f\v]+")
LANGUAGES = ("nl", "fr")
UNITS = ("text", "sentence", "page")
PAGE = 4_000
"""Characters of a page made of several texts."""


def bundled(language: str) -> Iterator[str]:
    """Yield the questions and answers of the project's invented pages."""
    for facts in INVENTED.values():
        for both in (facts.question, facts.answer):
            if both:
                yield " ".join(both[language])


def from_parquet(path: Path, language: str, split: str) -> Iterator[str]:
    """Yield the texts of one language and split; the columns are `lang`, `split` and `text`."""
    for row in pyarrow.parquet.read_table(path, columns=["split", "lang", "text"]).to_pylist():
        if row["lang"] == language and row["split"] == split:
            yield row["text"]


def texts(
    path: Path | None, language: str, unit: str = "text", split: str = "dev", whole: list[str] | None = None
) -> list[str]:
    """Return what is repaired as one piece: a text, each of its sentences, or several texts as one page.

    Args:
        whole: Texts to take instead of those of the path.
    """
    if whole is None:
        source = bundled(language) if path is None else from_parquet(path, language, split)
        whole = [one_line(text) for text in source]
    if unit == "sentence":
        return [piece for text in whole for piece in SENTENCE.split(text)]
    return list(_pages(whole)) if unit == "page" else whole


def news() -> dict[str, list[str]]:
    """The newspaper articles of the gold set, by language."""
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for case in cases(NEWS):
        for text in case:
            found[text.language].append(one_line(text.text))
    return found


def one_line(text: str) -> str:
    """A text with one space for each run of blanks."""
    return " ".join(SPACE.split(text))


def _pages(whole: list[str]) -> Iterator[str]:
    page: list[str] = []
    for text in whole:
        page.append(text)
        if sum(map(len, page)) >= PAGE:
            yield " ".join(page)
            page = []
    if page:
        yield " ".join(page)
