"""Building the search index of a release, from that of the release before if possible."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
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
from tasks.common.batches import batches
from tasks.common.errors import FileError
from tasks.common.files import storage_errors
from tasks.present.search.engine import opened
from tasks.present.search.source import Source
from tasks.release.engine import bounded
from tasks.release.made_by import made_alike
from tasks.release.published.damage import copy_intact
from tasks.tables.arrow_tables import ArrowTables

_AT_ONCE = 500
_CACHE = 64 << 10
"""KiB of the file that SQLite keeps in memory."""
_PAGE = "page_size = 2048"
"""Texts do not fill the usual pages: the file has 7 % fewer bytes so."""
_INDEXED = ", ".join(("rowid", *indexed_columns()))
_VALUES = ", ".join((ROW_NUMBER, *indexed_columns()))


def build_search_index(folder: Path, tables: ArrowTables, before: Path | None) -> None:
    """Write `senate.sqlite` into the folder of a release with its DuckDB file.

    The file of the release `before` is copied, and only the questions that differ are rewritten. If it is
    missing, corrupt or of another layout, all are.
    """
    path = folder / SEARCH_FILE
    with storage_errors(folder):
        copied = before is not None and _copied(before, path)
    with bounded(folder) as connection, _written(path) as index:
        if not copied:
            for statement in statements():
                index.execute(statement)
            index.execute(f"PRAGMA user_version = {_layout()}")
        _bring_up_to_date(index, Source(connection, folder, tables["texts"]))
        if not copied:
            index.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')")
            index.execute("ANALYZE")


def _copied(before: Path, path: Path) -> bool:
    """Copy the file of the release before, unless it is corrupt or of another layout; return whether done."""
    if not made_alike(before, "search") or not copy_intact(before, path.parent, SEARCH_FILE):
        return False
    with opened(path) as connection:
        is_same: bool = connection.execute("PRAGMA user_version").fetchone() == (_layout(),)
    if not is_same:
        path.unlink()
    return is_same


def _layout() -> int:
    """A number that identifies the layout of the file."""
    return zlib.crc32("\n".join(statements()).encode()) >> 1


@contextmanager
def _written(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one transaction, without a journal: an unfinished file is thrown away."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}", _PAGE):
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
    """Write the rows that differ, and remove those whose questions are gone."""
    now = source.digests()
    known = dict(index.execute(f"SELECT question_id, digest FROM {DIGESTS}"))
    gone = [question for question, digest in known.items() if now.get(question) != digest]
    come = [question for question, digest in now.items() if known.get(question) != digest]
    _remove(index, gone)
    _add(index, source, come)
    index.executemany(
        f"INSERT INTO {DIGESTS} VALUES (?, ?)", ((question, now[question]) for question in come)
    )
    index.execute(f"DELETE FROM {TOPICS}")
    index.executemany(f"INSERT INTO {TOPICS} VALUES (?, ?, ?)", source.topics())
    index.executemany(f"INSERT INTO {QUESTION_TOPICS} VALUES (?, ?)", source.question_topics(come))


def _remove(index: sqlite3.Connection, gone: Iterable[str]) -> None:
    """Remove rows; FTS5 must get the words that it forgets."""
    for some in batches(gone, _AT_ONCE):
        chosen = f"WHERE question_id IN ({', '.join('?' * len(some))})"
        index.execute(
            f"INSERT INTO {INDEX} ({INDEX}, {_INDEXED}) SELECT 'delete', {_VALUES} "
            f"FROM {SEARCH_TABLE.name} {chosen}",
            some,
        )
        index.execute(
            f"DELETE FROM {QUESTION_TOPICS} WHERE {ROW_NUMBER} IN "
            f"(SELECT {ROW_NUMBER} FROM {SEARCH_TABLE.name} {chosen})",
            some,
        )
        for name in (SEARCH_TABLE.name, DIGESTS):
            index.execute(f"DELETE FROM {name} {chosen}", some)


def _add(index: sqlite3.Connection, source: Source, come: Sequence[str]) -> None:
    places = ", ".join("?" * len(SEARCH_TABLE.columns))
    at = [SEARCH_TABLE.column_names.index(name) for name in (ROW_NUMBER, *indexed_columns())]
    indexed = ", ".join("?" * len(at))
    for rows in source.rows(come):
        index.executemany(f"INSERT INTO {SEARCH_TABLE.name} VALUES ({places})", rows)
        index.executemany(
            f"INSERT INTO {INDEX} ({_INDEXED}) VALUES ({indexed})", ([row[i] for i in at] for row in rows)
        )
