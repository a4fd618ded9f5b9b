"""Opening a release for reading."""

from pathlib import Path

import duckdb

from tasks.release.folders import release_folder
from tasks.release.warehouse import DUCKDB_FILE


def open_release(release: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the DuckDB file of a release folder."""
    return duckdb.connect(str(release / DUCKDB_FILE), read_only=True)


def open_version(data: Path, version: str | None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a release of a data folder.

    Args:
        data: The data folder.
        version: Its version; None for the current release.

    Raises:
        UsageError: When there is no release yet, or none of that version.
    """
    return open_release(release_folder(data, version))
