"""The databases that an assistant may query: a release, and a copy of it without personal mentions."""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import duckdb
from fsspec import AbstractFileSystem

from schemas.ddl import identifier, quoted
from tasks.common.files import storage_errors
from tasks.release.engine import bounded
from tasks.release.published.manifest import DUCKDB_FILE

PERSONAL_TABLES = ("changes", "office_holders")
"""Not in the copy: they name persons whom nothing identifies."""
_IMPERSONAL = {
    "mentions": "WHERE kind NOT IN ('email', 'phone') AND (kind <> 'person' OR entity_id IS NOT NULL)"
}
_PREFIX = "senate-questions-mcp-"
_SCHEME = "release"
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "800MB",
    "temp_directory": "",
    "extension_directory": "none",
    "home_directory": "none",
    "secret_directory": "none",
    "python_enable_replacements": False,
}
"""Nothing goes to a disk, and no setting tells of one."""
_LOCK = "; ".join(
    f"SET {setting}"
    for setting in (
        "enable_progress_bar = false",  # it would be written to standard output, which is the assistant's
        "enable_external_access = false",
        "allowed_configs = []",
        "lock_configuration = true",
    )
)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder until the end of the block; those of processes that were killed are removed."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), _held(left):
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name, _held(Path(name)):
        yield Path(name)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Lock a folder as long as this process lives; raises OSError if another process has it."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(number)


def impersonal_copy(release: Path, folder: Path) -> Path:
    """The DuckDB file of a release without personal rows, made once in a folder that has one at a time.

    It is written anew, so that neither its statistics nor its free blocks hold what is left out.
    """
    path = folder / f"{release.name}.duckdb"
    if not path.exists():
        with storage_errors(folder):
            for before in folder.iterdir():
                before.unlink()
            unfinished = folder / DUCKDB_FILE
            with bounded(folder) as connection:
                _copy(connection, release / DUCKDB_FILE, unfinished)
            unfinished.rename(path)
    return path


def _copy(connection: duckdb.DuckDBPyConnection, source: Path, target: Path) -> None:
    """Copy all tables, views and comments, without personal rows."""
    connection.execute(f"ATTACH {quoted(str(source))} AS source (READ_ONLY)")
    connection.execute(f"ATTACH {quoted(str(target))} AS target")
    connection.execute("COPY FROM DATABASE source TO target (SCHEMA)")
    for name in PERSONAL_TABLES:
        connection.execute(f"DROP TABLE target.{name}")
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'target'")
    for (name,) in tables.fetchall():
        rows = f"FROM source.{identifier(name)} {_IMPERSONAL.get(name, '')}"
        connection.execute(f"INSERT INTO target.{identifier(name)} {rows}")
    connection.execute("DETACH target")


def opened(database: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads a DuckDB file and reaches nothing else, with settings that stay as they are.

    The file has a name of ours, so that no query learns where it is.
    """
    connection = duckdb.connect(config=_CLOSED)
    try:
        connection.register_filesystem(_OneFile(database))
        connection.execute(f"ATTACH '{_SCHEME}://{DUCKDB_FILE}' AS senate (READ_ONLY); USE senate; {_LOCK}")
    except BaseException:
        connection.close()
        raise
    return connection


class _OneFile(AbstractFileSystem):  # type: ignore[misc]
    """A file system with one file."""

    protocol = _SCHEME
    cachable = False

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def info(self, path: str, **_: object) -> dict[str, Any]:
        if path.rpartition("/")[2] != DUCKDB_FILE:
            raise FileNotFoundError(path)
        return {"name": path, "size": self._path.stat().st_size, "type": "file"}

    def _open(self, _: str, *__: object, **___: object) -> "_SharedFile":
        return _SharedFile(self._path)


class _SharedFile:
    """A file in which each thread has a place of its own: DuckDB seeks and reads in several."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb", buffering=0)
        self._place = threading.local()
        self.close = self._stream.close

    def seek(self, at: int) -> None:
        self._place.at = at

    def read(self, size: int) -> bytes:
        return os.pread(self._stream.fileno(), size, self._place.at)
