"""What a release changed against the one before it, as a page of Markdown that lies in it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from schemas.history import SCHEMA_HISTORY
from tasks.release.markdown import section
from tasks.release.query import open_release

CHANGE_LOG_FILE = "changes.md"
_COUNTS = """SELECT table_name, count(*) FILTER (change = 'added'), count(*) FILTER (change = 'removed'),
  count(DISTINCT key) FILTER (change = 'changed')
FROM changes GROUP BY table_name ORDER BY table_name """
NEW_QUESTIONS = """SELECT q.question_id, q.author, coalesce(q.title_nl, q.title_fr) FROM changes c
JOIN questions q ON q.question_id = c.question_id
WHERE c.table_name = 'questions' AND c.change = 'added' ORDER BY legislature, number"""
NEW_ANSWERS = """SELECT q.question_id, q.answered_on, coalesce(q.title_nl, q.title_fr) FROM changes c
JOIN questions q ON q.question_id = c.question_id
WHERE c.table_name = 'questions' AND c.column_name = 'status' AND c.value_after = 'answered'
ORDER BY legislature, number"""


_LISTS = (
    ("Tables that changed", ("table", "rows added", "rows removed", "rows changed"), _COUNTS),
    ("New questions", ("question", "author", "title"), NEW_QUESTIONS),
    ("New answers", ("question", "answered on", "title"), NEW_ANSWERS),
)


def change_log(folder: Path, said: Mapping[str, Any], before: Path | None) -> str:
    """The page on what changed.

    Args:
        folder: The folder of the release, which holds its DuckDB file.
        said: Its manifest.
        before: The folder of the release with which `changes` compares; None when there is none.

    Raises:
        duckdb.Error: When the DuckDB file cannot be read.
    """
    with open_release(folder) as connection:
        return "\n".join(_lines(connection, said, before)) + "\n"


def _lines(
    connection: duckdb.DuckDBPyConnection, said: Mapping[str, Any], before: Path | None
) -> Iterator[str]:
    yield f"# Release {said['version']}"
    yield ""
    if before:
        yield f"What changed against {before.name}; `changes.parquet` has each value, before and after."
    else:
        yield "There is no release before it to compare with."
    if said.get("accepted_drop"):
        yield ""
        yield "Counts fell, and that was accepted; the manifest says why."
    for title, head, query in _LISTS:
        yield from section(title, head, connection.execute(query).fetchall())
    yield from ("", f"## Schema {said['schema_version']}", "")
    yield from (f"- {version}: {what}" for version, what in SCHEMA_HISTORY.items())
