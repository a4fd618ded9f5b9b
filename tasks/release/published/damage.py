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
    tables = map(table_file, manifest["counts"])
    unnamed = [f"{name} is not listed" for name in tables if name not in manifest["files"]]
    files, links = _own(release, manifest, only)
    through = [f"{name} is reached through a link" for name in links]
    return [*unnamed, *through, *(clause for _, clause in _damaged_files(release, files, sums=sums))]


def _own(
    release: Path, manifest: Mapping[str, Any] | None, only: str = ""
) -> tuple[dict[str, Any], list[str]]:
    """The files of a release with their facts, and the names of those that are reached through a link."""
    files: Mapping[str, Any] = manifest["files"] if manifest else {}
    names = [name for name in (MANIFEST_FILE, *files) if name.endswith(only)]
    links = linked(release, names)
    return {name: files[name] for name in names if name in files and name not in links}, sorted(links)


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
    if not (manifest := read_manifest(release)):
        return []
    paths = (path for path in release.rglob("*") if path.is_symlink() or not path.is_dir())
    names = {path.relative_to(release).as_posix() for path in paths} - {MANIFEST_FILE, *manifest["files"]}
    # Bytes of names that are no letters are escaped, so that every output accepts them.
    letters = (os.fsencode(name).decode("utf-8", "backslashreplace") for name in names)
    return sorted(name for name in letters if not name.startswith(_SPILLED))


def unlisted_sentence(release: Path, names: list[str]) -> str:
    """What `unlisted` found in a release, as a sentence that says what to do."""
    return (
        f"In the folder of the release {release.name} there are files or links that its manifest does not "
        f"name: {_first(names, 'and {:,} more')}. They are no part of the release; move them out of "
        f"{release}."
    )


def damage_sentence(release: Path, clauses: list[str]) -> str:
    """The damage of a release as a sentence, without advice; `damage` gives the clauses."""
    return f"The release {release.name} is damaged: {_first(clauses, '{:,} more files are damaged')}."


def _first(words: list[str], others: str) -> str:
    more = len(words) - _MOST_NAMED
    return ", ".join((*words[:_MOST_NAMED], *([others.format(more)] if more > 0 else [])))


def _damaged_files(release: Path, files: Mapping[str, Any], *, sums: bool) -> Iterator[tuple[str, str]]:
    """The names of damaged files, each with a clause."""
    to_sum: list[str] = []
    with read_errors(release), ThreadPoolExecutor(_AT_ONCE) as threads:
        written_at = (release / MANIFEST_FILE).stat().st_mtime
        for name, facts in files.items():
            path = f"{release}/{name}"  # a `Path` for each of thousands of files takes longer than asking
            if not os.path.isfile(path):  # noqa: PTH113
                yield name, f"{name} is missing"
                continue
            if not os.access(path, os.R_OK):
                raise FileError(f"Cannot read {path}. Grant read access to it.")
            found = os.stat(path)  # noqa: PTH116
            # The manifest is written last.
            is_odd = not written_at - _BUILD <= found.st_mtime <= written_at
            if found.st_size != facts["bytes"]:
                yield name, f"{name} has {found.st_size:,} bytes instead of {facts['bytes']:,}"
            elif sums or is_odd:
                to_sum.append(name)
        for name, known in zip(to_sum, threads.map(file_facts, map(release.joinpath, to_sum)), strict=True):
            if known.sha256 != files[name]["sha256"]:
                yield name, f"the content of {name} has changed"


def copy_intact(release: Path, folder: Path, name: str) -> bool:
    """Copy a file of a release into a folder if it is as it was written; return whether it is."""
    files, _ = _own(release, read_manifest(release), name)
    if name not in files or any(_damaged_files(release, files, sums=True)):
        return False
    with storage_errors(folder):
        shutil.copyfile(release / name, folder / name)
    return True


def mark(release: Path) -> None:
    """Set the date of each corrupt file to today, so that every later check finds it."""
    files, _ = _own(release, read_manifest(release))
    for name, _ in _damaged_files(release, files, sums=True) if files else ():
        if (release / name).is_file():
            with storage_errors(release):
                (release / name).touch()
