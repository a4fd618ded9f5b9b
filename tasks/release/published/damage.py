"""Whether a release is as it was written.

Its manifest has a sum of itself, and size and sum of every other file. Looking at all sizes takes
milliseconds and is done by every run; sums are worked out of files whose date is odd, and of all on demand.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from tasks.common.errors import FileError
from tasks.common.files import read_errors, storage_errors
from tasks.release.published.manifest import MANIFEST_FILE, file_facts, read_manifest, table_file

_MOST_NAMED = 3
_BUILD = timedelta(hours=1).total_seconds()
"""A release is written in less: a file that is so much older than its manifest was put there."""


def damage(release: Path, *, sums: bool = False, only: str = "") -> list[str]:
    """What of a release is not as it was written.

    Args:
        release: Its folder.
        sums: Whether the SHA-256 of every file is worked out, not only of those with an odd date.
        only: The end of the names of files that are looked at; all by default.

    Returns:
        A clause for each file, as in 'texts.parquet is missing'; nothing when it is whole.

    Raises:
        StorageError: When a file cannot be read.
    """
    manifest = read_manifest(release)
    if manifest is None:
        there = (release / MANIFEST_FILE).exists()
        return [f"{MANIFEST_FILE} is {'not as it was written' if there else 'missing'}"]
    listed = {name: facts for name, facts in manifest["files"].items() if name.endswith(only)}
    unlisted = [f"{name} is not listed" for name in map(table_file, manifest["counts"]) if name not in listed]
    return [*unlisted, *_damaged_files(release, listed, sums=sums)]


def _damaged_files(release: Path, listed: Mapping[str, Any], *, sums: bool) -> Iterator[str]:
    with read_errors(release):
        written_at = (release / MANIFEST_FILE).stat().st_mtime
        for name, facts in listed.items():
            path = release / name
            if not path.is_file():
                yield f"{name} is missing"
                continue
            if not os.access(path, os.R_OK):
                raise FileError(f"Cannot read {path}. Give read access to it.")
            found = path.stat()
            if found.st_size != facts["bytes"]:
                yield f"{name} has {found.st_size:,} bytes instead of {facts['bytes']:,}"
            elif (sums or _is_odd(found.st_mtime, written_at)) and file_facts(path)[1] != facts["sha256"]:
                yield f"{name} has other content than was written"


def _is_odd(changed_at: float, written_at: float) -> bool:
    """Whether a file was changed at another time than when its release was built, the manifest last."""
    return not written_at - _BUILD <= changed_at <= written_at


def damaged_tables(release: Path) -> list[str]:
    """What of the files that hold tables is not as it was written, by their sums; as `damage`."""
    return damage(release, sums=True, only=".parquet")


def damage_sentence(release: Path, clauses: list[str]) -> str:
    """What is damaged of a release, as a sentence without what to do.

    Args:
        release: Its folder.
        clauses: As `damage` gives them, at least one.
    """
    more = len(clauses) - _MOST_NAMED
    named = [*islice(clauses, _MOST_NAMED), *([f"{more:,} more files are damaged"] if more > 0 else [])]
    return f"The release {release.name} is damaged: {', '.join(named)}."


def mark(release: Path) -> None:
    """Give each file whose content is not what was written today's date, so that every look finds it.

    Args:
        release: A folder that this process may write.
    """
    manifest = read_manifest(release)
    for name, facts in (manifest["files"] if manifest else {}).items():
        path = release / name
        if path.is_file() and file_facts(path) != (facts["bytes"], facts["sha256"]):
            with storage_errors(path):
                path.touch()
