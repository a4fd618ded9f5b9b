"""DuckDB while a release is built: within bounds, and with its overflow beside the release."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "250MB"
"""More than that is written to the disk for a while; a night shall fit into a small machine."""
THREADS = 2
"""Each takes memory of its own: with those of a large machine the same work would not fit."""
_OVERFLOW = ".overflow"


def bounds(memory: str, overflow: Path | str) -> dict[str, str | bool | int | float | list[str]]:
    """The settings of an engine that keeps within bounds.

    Args:
        memory: What it may take, as DuckDB writes it.
        overflow: Where what does not fit is written.
    """
    return {"memory_limit": memory, "temp_directory": str(overflow), "threads": THREADS}


@contextmanager
def bounded(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty database in memory.

    Args:
        folder: Where what does not fit is written for a while.
    """
    overflow = folder / _OVERFLOW
    try:
        with duckdb.connect(config=bounds(MEMORY, overflow)) as connection:
            yield connection
    finally:
        shutil.rmtree(overflow, ignore_errors=True)
