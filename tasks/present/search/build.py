"""Building the search index of a release, from that of the release before if possible."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.search import (
    DIGESTS,
    INDEX,
    QUESTION_TOPICS,
    ROW_NUMBER,
    SEARCH_FILE,
    SEARCH_TABLE,
    TOPICS,
    indexed_columns,
    statements,
)
from tasks.common.errors import FileError
from tasks.common.files import storage_errors
from tasks.present.search.source import Source
from tasks.release.engine import bounded
from tasks.release.made_by import made_alike
from tasks.release.published.damage import copy_intact

_COLUMNS = (*indexed_columns(), ROW_NUMBER)
_INTO = f"INSERT INTO {INDEX} ({', '.join(indexed_columns())}, rowid"
_NEW, _OLD = (", ".join(f"{row}.{one}" for one in _COLUMNS) for row in ("new", "old"))
_FORGET = f"{_INTO}, {INDEX}) VALUES ({_OLD}, 'delete')"
_TRIGGERS = (
    f"CREATE TRIGGER come AFTER INSERT ON {SEARCH_TABLE.name} BEGIN {_INTO}) VALUES ({_NEW}); END",
    f"""CREATE TRIGGER gone AFTER DELETE ON {SEARCH_TABLE.name} BEGIN
        {_FORGET};
        DELETE FROM {QUESTION_TOPICS} WHERE {ROW_NUMBER} = old.{ROW_NUMBER};
        DELETE FROM {DIGESTS} WHERE question_id = old.question_id;
    END""",
    f"""CREATE TRIGGER changed AFTER UPDATE ON {SEARCH_TABLE.name} BEGIN
        {_FORGET};
        {_INTO}) VALUES ({_NEW});
        UPDATE {QUESTION_TOPICS} SET {ROW_NUMBER} = new.{ROW_NUMBER} WHERE {ROW_NUMBER} = old.{ROW_NUMBER};
        UPDATE {DIGESTS} SET question_id = new.question_id WHERE question_id = old.question_id;
    END""",
)
"""What keeps all tables in step with `v_questions`; slow for many rows, so that a new file gets them last.

SQLite runs none for rows that INSERT OR REPLACE removes, unless `recursive_triggers` is on.
"""
_OPTIMIZE = f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')"
"""Leaves no word of removed rows; 'secure-delete' would too, but SQLite before 3.42 cannot read it then."""
_CACHE = 64 << 10
"""KiB of the file that SQLite keeps in memory."""
_LAID_OUT = ("page_size = 2048", "secure_delete = ON")
"""Texts do not fill the usual pages: the file has 7 % fewer bytes so. What is deleted leaves no bytes."""


def build_search_index(folder: Path, before: Path | None) -> None:
    """Write `senate.sqlite` into the folder of a release with its DuckDB file.

    The file of the release `before` is copied, and only the questions that differ are rewritten. If it is
    missing, corrupt or made by other code, all are.
    """
    path = folder / SEARCH_FILE
    is_alike = before is not None and made_alike(before, "tables", "database", "search")
    with storage_errors(folder):
        copied = before is not None and is_alike and copy_intact(before, folder, SEARCH_FILE)
    with bounded(folder) as connection, _written(path) as index:
        if not copied:
            _execute(index, statements())
        _bring_up_to_date(index, Source(connection, folder))
        fill = f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')"
        _execute(index, (_OPTIMIZE,) if copied else (fill, _OPTIMIZE, *_TRIGGERS, "ANALYZE"))


def _execute(index: sqlite3.Connection, several: Iterable[str]) -> None:
    for statement in several:
        index.execute(statement)


@contextmanager
def _written(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one transaction, without a journal: an unfinished file is thrown away."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}", *_LAID_OUT):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise FileError(
            f"Cannot write the search index {path}: {error}. Free some space or grant write access, then run "
            "the command again; everything stored before is untouched."
        ) from error
    finally:
        connection.close()


def _bring_up_to_date(index: sqlite3.Connection, source: Source) -> None:
    """Write the rows that differ, and remove those whose questions are gone; triggers do the rest."""
    now = source.digests()
    known = dict(index.execute(f"SELECT question_id, digest FROM {DIGESTS}"))
    gone = [(question,) for question, digest in known.items() if now.get(question) != digest]
    come = [question for question, digest in now.items() if known.get(question) != digest]
    index.executemany(f"DELETE FROM {SEARCH_TABLE.name} WHERE question_id = ?", gone)
    places = ", ".join("?" * len(SEARCH_TABLE.columns))
    for rows in source.rows(come):
        index.executemany(f"INSERT INTO {SEARCH_TABLE.name} VALUES ({places})", rows)
    index.executemany(
        f"INSERT INTO {DIGESTS} VALUES (?, ?)", ((question, now[question]) for question in come)
    )
    index.execute(f"DELETE FROM {TOPICS}")
    index.executemany(f"INSERT INTO {TOPICS} VALUES (?, ?, ?)", source.topics())
    index.executemany(f"INSERT INTO {QUESTION_TOPICS} VALUES (?, ?)", source.question_topics(come))
