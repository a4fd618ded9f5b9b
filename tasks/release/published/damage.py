"""Whether a release is as it was written.

The manifest has a sum of itself, and the size and sum of every other file. Every run checks all sizes, which
takes milliseconds; sums are computed for files with an odd date, and for all on request. A link in the place
of a file is damage, whatever it leads to; the release itself may be reached through one.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from tasks.common.errors import FileError
from tasks.common.files import read_errors, storage_errors
from tasks.release.published.manifest import MANIFEST_FILE, file_facts, read_manifest, table_file

_AT_ONCE = 2
_MOST_NAMED = 3
_SPILLED = "senate.duckdb.tmp/"
"""Where DuckDB puts what a reader's query has no memory for, while the query runs."""
_BUILD = timedelta(hours=1).total_seconds()
"""Longest build, in seconds: a file that is older than its manifest by more was replaced."""


def damage(release: Path, *, sums: bool = False, only: str = "") -> list[str]:
    """A clause for each damaged file, as 'texts.parquet is missing'; empty when the release is complete.

    `sums` checks the SHA-256 of every file, not only of those with an odd date; `only` is a suffix of file
    names.
    """
    manifest = read_manifest(release)
    if manifest is None:
        there = (release / MANIFEST_FILE).exists()
        return [f"{MANIFEST_FILE} is {'damaged' if there else 'missing'}"]
    files = {name: facts for name, facts in manifest["files"].items() if name.endswith(only)}
    unnamed = [f"{name} is not listed" for name in map(table_file, manifest["counts"]) if name not in files]
    links = linked(release, (name for name in (MANIFEST_FILE, *files) if name.endswith(only)))
    files = {name: facts for name, facts in files.items() if name not in links}
    through = [f"{name} is reached through a link" for name in sorted(links)]
    return [*unnamed, *through, *_damaged_files(release, files, sums=sums)]


def linked(release: Path, names: Iterable[str]) -> set[str]:
    """Those of some files of a release that are links, or in a folder that is one."""
    folders = {name: name.rpartition("/")[0] for name in names}
    real = os.path.realpath(release)
    places = {folder: Path(os.path.realpath(release / folder)) for folder in set(folders.values())}
    own = {folder for folder, place in places.items() if place == Path(real, folder)}
    is_link = os.path.islink  # unlike Path.is_symlink, it never raises
    return {name for name in folders if folders[name] not in own or is_link(f"{release}/{name}")}


def unlisted(release: Path) -> list[str]:
    """The files and links in a release that its manifest does not name, in order; none without a manifest."""
    manifest = read_manifest(release)
    found: set[str] = set()
    for place, folders, files in os.walk(release) if manifest else ():
        links = (name for name in folders if Path(place, name).is_symlink())
        found.update(Path(place, name).relative_to(release).as_posix() for name in (*files, *links))
    known = {MANIFEST_FILE, *manifest["files"]} if manifest else set()
    others = (name for name in found - known if not name.startswith(_SPILLED))
    # Bytes of names that are no letters are escaped, so that every output accepts them.
    return sorted(os.fsencode(name).decode("utf-8", "backslashreplace") for name in others)


def unlisted_sentence(release: Path, names: list[str]) -> str:
    """What `unlisted` found in a release, as a sentence that says what to do."""
    more = len(names) - _MOST_NAMED
    named = ", ".join((*names[:_MOST_NAMED], *([f"and {more:,} more"] if more > 0 else [])))
    return (
        f"In the folder of the release {release.name} there are files or links that its manifest does not "
        f"name: {named}. They are no part of the release; move them out of {release}."
    )


def _damaged_files(release: Path, files: Mapping[str, Any], *, sums: bool) -> Iterator[str]:
    to_sum: list[str] = []
    with read_errors(release), ThreadPoolExecutor(_AT_ONCE) as threads:
        written_at = (release / MANIFEST_FILE).stat().st_mtime
        for name, facts in files.items():
            path = f"{release}/{name}"  # a `Path` for each of thousands of files takes longer than asking
            if not os.path.isfile(path):  # noqa: PTH113
                yield f"{name} is missing"
                continue
            if not os.access(path, os.R_OK):
                raise FileError(f"Cannot read {path}. Grant read access to it.")
            found = os.stat(path)  # noqa: PTH116
            # The manifest is written last.
            is_odd = not written_at - _BUILD <= found.st_mtime <= written_at
            if found.st_size != facts["bytes"]:
                yield f"{name} has {found.st_size:,} bytes instead of {facts['bytes']:,}"
            elif sums or is_odd:
                to_sum.append(name)
        for name, known in zip(
            to_sum, threads.map(lambda one: file_facts(release / one), to_sum), strict=True
        ):
            if known.sha256 != files[name]["sha256"]:
                yield f"the content of {name} has changed"


def damaged_tables(release: Path) -> list[str]:
    """The clauses of `damage` on the files of tables, by their sums."""
    return damage(release, sums=True, only=".parquet")


def damage_sentence(release: Path, clauses: list[str]) -> str:
    """The damage of a release as a sentence, without advice; `damage` gives the clauses."""
    more = len(clauses) - _MOST_NAMED
    named = [*islice(clauses, _MOST_NAMED), *([f"{more:,} more files are damaged"] if more > 0 else [])]
    return f"The release {release.name} is damaged: {', '.join(named)}."


def copy_intact(release: Path, folder: Path, name: str) -> bool:
    """Copy a file of a release into a folder if it is as it was written; return whether it is."""
    known = (read_manifest(release) or {}).get("files", {}).get(name)
    path = release / name
    if not known or linked(release, [name]) or not path.is_file():
        return False
    if file_facts(path) != (known["bytes"], known["sha256"]):
        return False
    with storage_errors(folder):
        shutil.copyfile(path, folder / name)
    return True


def mark(release: Path) -> None:
    """Set the date of each corrupt file to today, so that every later check finds it."""
    files = (read_manifest(release) or {}).get("files", {})
    for name in files.keys() - linked(release, files):
        path, facts = release / name, files[name]
        if path.is_file() and file_facts(path) != (facts["bytes"], facts["sha256"]):
            with storage_errors(path):
                path.touch()
