"""Telling a full disk while a release is built, whichever library met it: how much room a release needs."""

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
"""Bytes of a release whatever it holds, most of them of its DuckDB file.

Beside them it takes about as much as its tables in memory: measured are 13 MB for 21 questions (1.2 MB in
memory) and 69 MB for 2,000 (66 MB).
"""


def room_needed(tables: ArrowTables, before: Path | None) -> int:
    """About how many bytes a release will take: as its tables ask for, and no fewer than the last one took.

    Args:
        tables: Its tables.
        before: The release before; None when there is none.
    """
    listed = (read_manifest(before) or {}).get("files", {}) if before else {}
    last: int = sum(facts["bytes"] for facts in listed.values())
    return max(_FIXED + sum(table.nbytes for table in tables.values()), last)


@contextmanager
def full_disk_told(folder: Path, needed: int) -> Iterator[None]:
    """Tell a full disk inside the block as what it is.

    Args:
        folder: In which a release is built.
        needed: Bytes that it takes.

    Raises:
        FullDiskError: In place of any error that says so, of ours or of the database.
    """
    try:
        yield
    except (SenateQuestionsError, duckdb.Error) as error:
        if isinstance(error, FullDiskError) or _FULL.search(str(error)):
            raise FullDiskError(full_disk(folder, needed)) from error
        raise
