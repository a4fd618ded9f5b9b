"""DuckDB while a release is built: within bounds, and with its overflow beside the release."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "600MB"
"""More than that is written to the disk for a while; a night shall fit into a small machine."""
_OVERFLOW = ".overflow"


@contextmanager
def bounded(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty database in memory.

    Args:
        folder: Where what does not fit is written for a while.
    """
    overflow = folder / _OVERFLOW
    try:
        with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(overflow)}) as connection:
            yield connection
    finally:
        shutil.rmtree(overflow, ignore_errors=True)
