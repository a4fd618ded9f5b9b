"""Every table and column of a release, from the data files beside this module.

`tables.tsv`, `columns.tsv`, `references.tsv` and `joins.tsv` have a line for each; `schemas.columns` says
what their cells mean.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from schemas import codes
from schemas.columns import MAY_LOSE, Column, ColumnType, Join, Reference, Table
from schemas.vocabulary import issue_kinds
from schemas.vocabulary.rows import Cells, several, vocabulary_rows

SCHEMA_VERSION = "4.0"
"""Raised in its first part when a column changes its meaning or goes, in its second when one is added."""

SCHEMA_HISTORY = {row["version"]: row["what changed"] for row in vocabulary_rows("history.tsv", "schemas")}
"""What each version of the schema changed, newest first; printed in changes.md of a release."""

T = TypeVar("T")
_OPEN = "open"
"""In place of codes: its values are codes of an open list."""
_KINDS = ("pages", "vocabulary", "runs", "log")
"""What the rows of a table follow from."""
_LISTS: Mapping[str, tuple[str, ...]] = {**vars(codes), "ISSUE_KINDS": tuple(issue_kinds())}
"""The closed lists of values, by the name that stands in a cell."""


def _codes(row: Cells, name: str) -> tuple[str, ...]:
    """The values in a cell, or those of the list that it names."""
    cell = row[name]
    if cell.isupper() and cell not in _LISTS:
        raise row.error(f"{name} {cell!r} is the name of no list in schemas/codes.py.")
    return _LISTS.get(cell) or several(cell)


def _says(row: Cells, name: str, word: str) -> bool:
    """Whether a cell has a word; any other word is an error."""
    if row[name] not in {"", word}:
        raise row.error(f"{name} {row[name]!r} is neither empty nor {word!r}.")
    return row[name] == word


def _column(row: Cells) -> Column:
    is_open = row["codes"] == _OPEN
    if row["type"].upper() not in ColumnType.__members__:
        raise row.error(f"type {row['type']!r} is no type of a column.")
    return Column(
        row["column"],
        ColumnType[row["type"].upper()],
        row["description"],
        required=_says(row, "null", "no"),
        codes=() if is_open else _codes(row, "codes"),
        unit=row["unit"],
        may_lose=float(row["may_lose"] or MAY_LOSE),
        may_vanish=_codes(row, "may_vanish"),
        coded=is_open,
        is_compared=not _says(row, "compared", "no"),
        why=row["why"],
    )


def _reference(row: Cells) -> Reference:
    return Reference(several(row["columns"]), row["target"], several(row["target_columns"]))


def _join(row: Cells) -> Join:
    return Join(row["target"], row["condition"], row["note"], multiplies=_says(row, "multiplies", "yes"))


def _by_table(file: str, made: Callable[[Cells], T], known: Mapping[str, Cells]) -> dict[str, tuple[T, ...]]:
    found: dict[str, tuple[T, ...]] = defaultdict(tuple)
    for row in vocabulary_rows(file, "schemas"):
        if row["table"] not in known:
            raise row.error(f"table {row['table']!r} is no line of tables.tsv.")
        found[row["table"]] += (made(row),)
    return found


def _tables() -> dict[str, Table]:
    rows = {row["table"]: row for row in vocabulary_rows("tables.tsv", "schemas")}
    columns = _by_table("columns.tsv", _column, rows)
    references = _by_table("references.tsv", _reference, rows)
    joins = _by_table("joins.tsv", _join, rows)
    return {name: _table(row, columns[name], references[name], joins[name]) for name, row in rows.items()}


def _table(
    row: Cells, columns: tuple[Column, ...], references: tuple[Reference, ...], joins: tuple[Join, ...]
) -> Table:
    if row["kind"] not in _KINDS:
        raise row.error(f"kind {row['kind']!r} is none of {', '.join(_KINDS)}.")
    return Table(
        row["table"],
        row["description"],
        columns,
        several(row["key"]),
        references,
        may_shrink=not _says(row, "may_shrink", "no"),
        reproducible=row["kind"] != "runs",
        vocabulary=row["kind"] == "vocabulary",
        joins=joins,
    )


_BY_NAME = _tables()
FETCH_LOG = _BY_NAME.pop("fetch_log")
"""Kept with the bytes, not part of a release."""
TABLES = tuple(_BY_NAME.values())


def table(name: str) -> Table:
    """The table of that name; raises KeyError when no table of a release has it."""
    return _BY_NAME[name]


QUESTIONS, TEXTS, KEYWORDS = table("questions"), table("texts"), table("keywords")
EVENTS, STATUS_HISTORY, LINKS = table("events"), table("status_history"), table("links")
SUBQUESTIONS, ANSWER_PARTS = table("subquestions"), table("answer_parts")
MENTIONS, ANSWER_LIKENESS = table("mentions"), table("answer_likeness")
MEMBERS, MEMBERSHIPS = table("members"), table("memberships")
OFFICES, OFFICE_NAMES, OFFICE_HOLDERS = table("offices"), table("office_names"), table("office_holders")
EUROVOC, PARTIES, COALITIONS = table("eurovoc"), table("parties"), table("coalitions")
GOVERNMENTS, MINISTERS, MINISTER_TERMS = table("governments"), table("ministers"), table("minister_terms")
ORGANISATIONS, PLACES = table("organisations"), table("places")
PAGES, REPAIRS, TEXT_REPAIRS = table("pages"), table("repairs"), table("text_repairs")
ISSUES, LEGISLATURES, GAPS = table("issues"), table("legislatures"), table("gaps")
CHANGES, RUNS = table("changes"), table("runs")


def question_issue(question_id: str, kind: str, detail: str) -> dict[str, Any]:
    """An issue of a question as a whole, not of one page."""
    return ISSUES.row(page_id=None, question_id=question_id, kind=kind, detail=detail)
