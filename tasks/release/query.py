"""Opening a release for reading."""

from pathlib import Path

import duckdb

from tasks.errors import UsageError
from tasks.release.publish import RELEASES, current_release
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
    if version is None:
        return open_current(data)
    kept = sorted(path.name for path in (data / RELEASES).glob("[!.]*") if (path / DUCKDB_FILE).is_file())
    if version not in kept:
        raise UsageError(f"There is no release {version} in {data}. There are: {', '.join(kept) or 'none'}")
    return open_release(data / RELEASES / version)


def open_current(data: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the current release of a data folder.

    Raises:
        UsageError: When there is no release yet.
    """
    release = current_release(data)
    if release is None:
        raise UsageError(f"There is no release in {data} yet. Run: senate-questions ingest --from sample")
    return open_release(release)
