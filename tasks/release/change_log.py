"""The Markdown page of a release on what changed since the release before; its cells hold no markup."""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from schemas.package.words import banner
from schemas.tables import SCHEMA_HISTORY
from schemas.vocabulary.houses import houses_of
from tasks.release.query import open_release

MOST_LISTED = 50
"""Rows of a list; the others are counted."""


def section(title: str, head: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """A heading with the number of rows, and the first of them as a table."""
    yield from ("", f"## {title}: {len(rows):,}")
    if rows:
        yield from ("", line(head), line("---" for _ in head))
        yield from (line(row) for row in rows[:MOST_LISTED])
    if len(rows) > MOST_LISTED:
        yield from ("", f"and {len(rows) - MOST_LISTED:,} more")


def line(cells: Iterable[Any]) -> str:
    """A row of a table."""
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def escaped(value: object) -> str:
    """A value without effect as markup, on one line."""
    text = html.escape(" ".join(str("" if value is None else value).split()), quote=False)
    return "".join(f"&#{ord(sign)};" if sign in "|`*_[]\\~#!" else sign for sign in text)


CHANGE_LOG_FILE = "changes.md"
_COUNTS = """SELECT table_name, count(*) FILTER (change = 'added'), count(*) FILTER (change = 'removed'),
  count(DISTINCT key) FILTER (change = 'changed')
FROM changes GROUP BY table_name ORDER BY table_name """
NEW_QUESTIONS = """SELECT q.question_id, q.author, coalesce(q.title_nl, q.title_fr) FROM changes c
JOIN questions q ON q.question_id = c.question_id
WHERE c.table_name = 'questions' AND c.change = 'added' AND q.house = '{}'
ORDER BY legislature, number, question_id"""
ALL_QUESTIONS = """SELECT question_id, author, coalesce(title_nl, title_fr) FROM questions q
WHERE q.house = '{}' ORDER BY legislature, number, question_id"""
NEW_ANSWERS = """SELECT q.question_id, q.answered_on, coalesce(q.title_nl, q.title_fr) FROM changes c
JOIN questions q ON q.question_id = c.question_id
WHERE c.table_name = 'questions' AND c.column_name = 'status' AND c.value_after = 'answered'
AND q.house = '{}' ORDER BY legislature, number, question_id"""
ALL_ANSWERS = """SELECT question_id, answered_on, coalesce(title_nl, title_fr) FROM questions q
WHERE status = 'answered' AND q.house = '{}' ORDER BY legislature, number, question_id"""

List = tuple[str, tuple[str, ...], str]
"""Title, column heads and query of a list."""
_TABLES: List = ("Tables that changed", ("table", "rows added", "rows removed", "rows changed"), _COUNTS)


def news(manifest: Mapping[str, Any]) -> list[List]:
    """The lists of new questions and new answers of each house; of all without a release to compare with."""
    compared = manifest["compared_with"]
    questions, answers = (NEW_QUESTIONS, NEW_ANSWERS) if compared else (ALL_QUESTIONS, ALL_ANSWERS)
    lists = (
        ("New questions", ("question", "author", "title"), questions),
        ("New answers", ("question", "answered on", "title"), answers),
    )
    held = houses_of(manifest["coverage"])
    names = {one.code: f", {one.name_en}" if held[1:] else "" for one in held}
    return [(title + names[one], head, query.format(one)) for title, head, query in lists for one in names]


def without_comparison(manifest: Mapping[str, Any]) -> str:
    """Why a release is compared with none."""
    if manifest["previous"]:
        return f"It replaces {manifest['previous']} and is not compared with it: everything counts as new."
    return "There was no previous release to compare with: everything counts as new."


def copies_that_disagree(manifest: Mapping[str, Any]) -> Iterator[str]:
    """A sentence on the copies that disagree by rows that a release adds to the issues, if any."""
    newest = "There was no release to compare with: the values of the newest copies were taken."
    if (count := manifest["disagreements"])["rows"]:
        said = (
            f"Copies of {count['questions']:,} question(s) disagree: this run added {count['rows']:,} row(s)"
        )
        yield f"{said} pages_disagree to the issues.{'' if manifest['compared_with'] else f' {newest}'}"


def change_log(folder: Path, manifest: Mapping[str, Any]) -> str:
    """The page on what changed; the folder holds the DuckDB file."""
    with open_release(folder) as connection:
        return "\n".join(_lines(connection, manifest)) + "\n"


def heading(manifest: Mapping[str, Any]) -> Iterator[str]:
    """The first lines of a page on a release."""
    yield f"# Release {manifest['version']}"
    if sample := banner(manifest["sources"]):
        yield from ("", f"**{sample}**")


def _lines(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any]) -> Iterator[str]:
    before = manifest["compared_with"]
    yield from heading(manifest)
    yield ""
    if before:
        yield f"What changed since {before}; `changes.parquet` has each value before and after."
    else:
        yield f"{without_comparison(manifest)} `changes.parquet` is empty."
    if manifest.get("accepted_drop"):
        yield ""
        yield "Losses were accepted for this release; the manifest says why."
    for title, head, query in (*((_TABLES,) if before else ()), *news(manifest)):
        yield from section(title, head, connection.execute(query).fetchall())
    yield from ("", f"## Schema {manifest['schema_version']}", "")
    yield from (f"- {version}: {what}" for version, what in SCHEMA_HISTORY.items())
