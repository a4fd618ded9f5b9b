"""Opening a release for reading."""

from pathlib import Path

import duckdb

from tasks.release.folders import release_folder
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


def open_release(release: Path, *, allow_files: bool = False) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the DuckDB file of a release folder.

    Args:
        release: The folder.
        allow_files: Whether queries, and the views of the file, may reach other files and the network.
    """
    config = _OPEN if allow_files else _OPEN | _CLOSED
    return duckdb.connect(str(release / DUCKDB_FILE), read_only=True, config=config)


def open_version(data: Path, version: str | None, *, allow_files: bool = False) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a release of a data folder.

    Args:
        data: The data folder.
        version: Its version; None for the current release.
        allow_files: As for `open_release`.

    Raises:
        UsageError: When there is no release yet, or none of that version.
    """
    return open_release(release_folder(data, version), allow_files=allow_files)
