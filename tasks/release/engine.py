"""DuckDB within limits of memory and threads, with its overflow next to the release."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "250MB"
"""What exceeds it goes to the disk: a night must run on a small machine."""
THREADS = 2
"""Each takes memory: with the threads of a large machine the same work would not fit."""
_OVERFLOW = ".overflow"


def bounds(memory: str, overflow: Path | str) -> dict[str, str | bool | int | float | list[str]]:
    """DuckDB settings with a memory limit, as '250MB', and a folder for what does not fit."""
    return {"memory_limit": memory, "temp_directory": str(overflow), "threads": THREADS}


@contextmanager
def bounded(folder: Path, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty database in memory; the folder takes what does not fit."""
    overflow = folder / _OVERFLOW
    try:
        with duckdb.connect(config=bounds(memory, overflow)) as connection:
            yield connection
    finally:
        shutil.rmtree(overflow, ignore_errors=True)
