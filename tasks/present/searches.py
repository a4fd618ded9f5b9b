"""Stored searches: a tab-separated file of the user, whose first line names its columns; each gets a feed."""

import csv
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple, cast

from schemas.codes import HOUSES, LANGUAGES, STATUSES, Language
from tasks.common.accents import fold
from tasks.common.errors import UsageError
from tasks.present.search.typed_query import Term, parse_query
from tasks.release.query import has_value, open_release

COLUMNS = ("name", "words", "member", "party", "minister", "topic", "status", "language", "house")
_MOST_LETTERS = 200
"""Of a cell."""
_KNOWN = {"member": "member_id", "party": "party_id", "minister": "minister_id", "topic": "topic"}
"""The filters by an identifier, and its column."""


class Search(NamedTuple):
    """A stored search: its name, that of its file, its words, their language, wanted values by filter."""

    name: str
    file: str
    words: str
    terms: tuple[Term, ...]
    language: Language | None
    filters: Mapping[str, str]


def parse_searches(text: str) -> tuple[list[Search], list[str]]:
    """The searches of a list, and a sentence for each line that is skipped."""
    lines = text.removeprefix("\ufeff").splitlines()
    rows = csv.DictReader(lines, None, "more", "", delimiter="\t", quoting=csv.QUOTE_NONE)
    if text and not {"name"} <= set(rows.fieldnames or ()) <= set(COLUMNS):
        return [], [f"Line 1 must name its columns, of these: {', '.join(COLUMNS)}."]
    found: dict[str, Search] = {}
    faults = []
    for row in rows:
        try:
            search = _search(row)
            if search.file in found:
                raise UsageError("an earlier line has the same letters and digits in its name")  # noqa: TRY301
            found[search.file] = search
        except UsageError as error:
            faults.append(f"Line {rows.line_num} is skipped: {str(error).rstrip('.')}.")
    return list(found.values()), faults


def _search(row: Mapping[str, str]) -> Search:
    """The search of a row; raises UsageError for one that asks for nothing, or for what there is not."""
    cells = dict.fromkeys(COLUMNS, "") | {name: cell.strip() for name, cell in row.items() if name != "more"}
    file = "-".join(re.findall("[a-z0-9]+", fold(cells["name"])))
    language, words = cells["language"], cells["words"]
    filters = {name: cells[name] for name in (*_KNOWN, "status", "house") if cells[name]}
    faults = {
        "it has more cells than line 1": "more" in row,
        f"a cell has more than {_MOST_LETTERS} letters, or signs that cannot be printed": any(
            len(cell) > _MOST_LETTERS or not cell.isprintable() for cell in cells.values()
        ),
        "its name has no letter from a to z and no digit": not file,
        "it has no words and no filter": not words and not filters,
        f"its status is none of {', '.join(STATUSES)}": filters.get("status", "open") not in STATUSES,
        f"its house is none of {', '.join(HOUSES)}": filters.get("house", HOUSES[0]) not in HOUSES,
        f"its language is not one of words, {' or '.join(LANGUAGES)}": language
        and (language not in LANGUAGES or not words),
    }
    for fault, is_there in faults.items():
        if is_there:
            raise UsageError(fault)
    terms = parse_query(words) if words else ()
    return Search(cells["name"], file, words, terms, cast("Language | None", language or None), filters)


def searches_text(path: str | None) -> str:
    """The list in a file; empty without one, or if it cannot be read, which `complaints` says."""
    try:
        return Path(path).expanduser().read_text("utf-8") if path else ""
    except (OSError, ValueError, RuntimeError):
        return ""


def complaints(path: str | None, text: str, release: Path, *, has_index: bool) -> Iterator[str]:
    """A sentence for each line of a list that gets no feed, or one to which nothing can come yet."""
    if path and not text:
        yield f"The stored searches in {path} cannot be read, or there are none."
    searches, faults = parse_searches(text)
    yield from (f"Stored searches in {path}: {fault}" for fault in faults)
    for search in searches:
        if search.words and not has_index:
            yield f"The stored search {search.name} has no feed: its words need the search index."
    wanted = [(one, name) for one, name in product(searches, _KNOWN) if name in one.filters]
    if not wanted:
        return
    with open_release(release) as connection:
        for search, name in wanted:
            value = search.filters[name]
            if not has_value(connection, _KNOWN[name], value):
                yield f"The stored search {search.name} finds nothing: there is no {name} {value}."
