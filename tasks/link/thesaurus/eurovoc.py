"""The terms of EuroVoc, the European Union's thesaurus, from a table that a user provides."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from schemas.codes import LANGUAGES
from tasks.common.accents import fold
from tasks.common.errors import UsageError

COLUMNS = ("id", "language", "label")
"""Columns that the table must have, in any order."""


def eurovoc_terms(path: Path) -> dict[tuple[str, str], str]:
    """The identifiers of the Dutch and French terms, by language and folded term.

    The file is a table in UTF-8, separated by tabs or commas, with the columns of COLUMNS. A label of several
    concepts identifies none and is left out; so are rows without a label. Raises UsageError for an unreadable
    file or another table.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(_rows(path, file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"Cannot read the EuroVoc terms in {path}: {error}.") from error
    concepts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for identifier, language, label in rows:
        if identifier and label and language in LANGUAGES:
            concepts[language, label].add(identifier)
    return {term: min(found) for term, found in concepts.items() if len(found) == 1}


def _rows(path: Path, file: TextIO) -> Iterator[tuple[str, str, str]]:
    header = file.readline()
    by_tabs = "\t" in header
    rows = csv.reader(
        chain([header], file),
        delimiter="\t" if by_tabs else ",",
        quoting=csv.QUOTE_NONE if by_tabs else csv.QUOTE_MINIMAL,
        strict=True,
    )
    columns = [name.strip() for name in next(rows, [])]
    if missing := [name for name in COLUMNS if name not in columns]:
        raise UsageError(
            f"{path} is not a table of EuroVoc terms: its first line lacks {', '.join(missing)}. "
            f"It must name the columns {', '.join(COLUMNS)}, separated by tabs or commas."
        )
    places = [columns.index(name) for name in COLUMNS]
    for row in rows:
        identifier, language, label = (row[place].strip() if place < len(row) else "" for place in places)
        yield identifier, language.lower(), folded_term(label)


def folded_term(term: str) -> str:
    """A term in small letters without accents and with single spaces, which pages print differently."""
    return " ".join(fold(term).split())
