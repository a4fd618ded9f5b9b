"""Opening a release for reading."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from tasks.common.errors import DamagedReleaseError
from tasks.release.warehouse import DUCKDB_FILE

_Config = dict[str, str | bool | int | float | list[str]]
_CLOSED: _Config = {
    "enable_external_access": False,
    "lock_configuration": True,
    "allowed_configs": ["TimeZone", "threads", "memory_limit"],
}
"""No query reaches a file, an extension or the network, nor can it change that."""
_OPEN: _Config = {"python_enable_replacements": False}
"""No query reads what the process holds."""


@contextmanager
def reading(release: Path) -> Iterator[None]:
    """Tell what cannot be read of a release in our words.

    Raises:
        DamagedReleaseError: In place of any error of a library that reads its files.
    """
    try:
        yield
    except (duckdb.Error, pa.ArrowException, sqlite3.Error, OSError) as error:
        first = str(error).strip().split("\n", 1)[0].rstrip(".")
        raise DamagedReleaseError(
            f"The release {release.name} cannot be read: {first}. "
            "`senate-questions release verify` tells what is damaged, `rebuild` makes it anew."
        ) from error


def open_release(release: Path, *, allow_files: bool = False) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the DuckDB file of a release folder.

    Args:
        release: The folder.
        allow_files: Whether queries, and the views of the file, may reach other files and the network.

    Raises:
        DamagedReleaseError: When it cannot be opened.
    """
    config = _OPEN if allow_files else _OPEN | _CLOSED
    with reading(release):
        return duckdb.connect(str(release / DUCKDB_FILE), read_only=True, config=config)
