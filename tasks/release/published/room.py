"""The disk space that a release needs, and errors of a full disk from any library."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from schemas.errors import SenateQuestionsError
from tasks.common.errors import FullDiskError
from tasks.common.files import full_disk
from tasks.release.published.manifest import read_manifest
from tasks.tables.arrow_tables import ArrowTables

_FULL = re.compile(r"no space left|disk (is )?full", re.IGNORECASE)
_FIXED = 12_000_000
"""Bytes of an empty release, most of them of its DuckDB file.

The rest takes about as much as the tables in memory: measured are 13 MB for 21 questions (1.2 MB in memory)
and 69 MB for 2,000 (66 MB).
"""


def room_needed(tables: ArrowTables, before: Path | None) -> int:
    """An estimate of the bytes of a release: by its tables, and at least as many as the last one took."""
    files = (read_manifest(before) or {}).get("files", {}) if before else {}
    last: int = sum(facts["bytes"] for facts in files.values())
    return max(_FIXED + sum(table.nbytes for table in tables.values()), last)


@contextmanager
def full_disk_errors(folder: Path, needed: int) -> Iterator[None]:
    """Turn any error that means a full disk, of ours or of DuckDB, into FullDiskError."""
    try:
        yield
    except (SenateQuestionsError, duckdb.Error) as error:
        if isinstance(error, FullDiskError) or _FULL.search(str(error)):
            raise FullDiskError(full_disk(folder, needed)) from error
        raise
