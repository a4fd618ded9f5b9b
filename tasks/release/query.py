"""Opening a release for reading."""

from pathlib import Path

import duckdb

from tasks.errors import UsageError
from tasks.release.publish import current_release
from tasks.release.warehouse import DUCKDB_FILE


def open_release(release: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the DuckDB file of a release folder."""
    return duckdb.connect(str(release / DUCKDB_FILE), read_only=True)


def open_current(data: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the current release of a data folder.

    Raises:
        UsageError: When there is no release yet.
    """
    release = current_release(data)
    if release is None:
        raise UsageError(f"There is no release in {data} yet. Run: senate-questions ingest --from sample")
    return open_release(release)
