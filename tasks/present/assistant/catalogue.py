"""The databases that an assistant may query: a release, and a copy of it without personal mentions."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import duckdb

from schemas.ddl import identifier, quoted
from tasks.common.files import storage_errors
from tasks.release.engine import bounded
from tasks.release.published.manifest import DUCKDB_FILE

PERSONAL_TABLES = ("changes", "office_holders")
"""Not in the copy: they name persons whom nothing identifies."""
_MENTIONS = (
    "WHERE kind NOT IN ('email', 'phone') AND (kind <> 'person' OR entity_id IS NOT NULL) AND NOT "
    "(kind = 'url' AND regexp_matches(concat_ws('/', text, value, entity_url), '(?i)[^/@＠]@|＠|﹫|&#0*64;|"
    "%(25)*(40|EF%(25)*BC%(25)*A0)|"
    "([(\\[{]|%(25)*(28|5B|7B))[ +_]?(at|apenstaartje|arobase)[ +_]?([)\\]}]|%)'))"
)
_PREFIX = "senate-questions-mcp-"
_LIMITS: dict[str, str | bool | int | float | list[str]] = {
    **dict.fromkeys(("extension_directory", "home_directory", "secret_directory"), "none"),
    "memory_limit": "800MB",
    "temp_directory": "",
    "threads": 1,
    "python_enable_replacements": False,
}
_LOCK = (
    "SET enable_progress_bar = false; "  # it would go to standard output, which is the assistant's
    "SET enable_external_access = false; SET allowed_configs = []; SET lock_configuration = true"
)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder until the end of the block; those of processes that were killed are removed."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), _held(left):
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name, _held(Path(name)):
        yield Path(name).resolve()  # as DuckDB names it


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
    path = folder / release.name / DUCKDB_FILE
    if not path.parent.exists():
        with storage_errors(folder):
            for before in folder.iterdir():
                shutil.rmtree(before)
            unfinished = folder / "unfinished"
            unfinished.mkdir()
            with bounded(unfinished) as connection:
                _copy(connection, release / DUCKDB_FILE, unfinished / DUCKDB_FILE)
            unfinished.rename(path.parent)
    return path


def _copy(connection: duckdb.DuckDBPyConnection, source: Path, target: Path) -> None:
    connection.execute(f"ATTACH {quoted(str(source))} AS source (READ_ONLY)")
    connection.execute(f"ATTACH {quoted(str(target))} AS target")
    connection.execute("COPY FROM DATABASE source TO target (SCHEMA)")
    for name in PERSONAL_TABLES:
        connection.execute(f"DROP TABLE target.{name}")
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'target'")
    for (name,) in tables.fetchall():
        rows = f"FROM source.{identifier(name)} {_MENTIONS if name == 'mentions' else ''}"
        connection.execute(f"INSERT INTO target.{identifier(name)} {rows}")
    connection.execute("DETACH target")


def whole_copy(release: Path, folder: Path) -> Path:
    """The DuckDB file of a release at a place that names no folder of the user's."""
    path = folder / f"{release.name}-whole" / DUCKDB_FILE
    if not path.exists():
        with storage_errors(folder):
            path.parent.mkdir(exist_ok=True)
            try:
                path.hardlink_to(release / DUCKDB_FILE)
            except OSError:  # another file system
                shutil.copyfile(release / DUCKDB_FILE, path)
    return path


def opened(database: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads a DuckDB file and reaches nothing else, with settings that stay as they are."""
    connection = duckdb.connect(str(database), read_only=True, config=_LIMITS)
    connection.execute(_LOCK)
    return connection
