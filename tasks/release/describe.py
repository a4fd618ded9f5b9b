"""The files by which a release describes itself, to people and to machines, the manifest last."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from schemas.banner import banner
from schemas.dictionary import dictionary
from schemas.package.croissant import CROISSANT_FILE, croissant
from schemas.package.datapackage import data_package
from schemas.package.dcat import DCAT_FILE, catalogue
from schemas.package.words import Described, FileFacts
from tasks.common.files import files_below, write_whole
from tasks.release.change_log import CHANGE_LOG_FILE, change_log
from tasks.release.published.manifest import MANIFEST_FILE, file_facts, sealed
from tasks.tables.arrow_tables import ArrowTables

PACKAGE_FILE = "datapackage.json"
SUMS_FILE = "SHA256SUMS"
_NEWEST = (("fetched_at", "pages"), ("asked_on", "questions"), ("answered_on", "questions"))


def describe(folder: Path, said: Mapping[str, Any]) -> dict[str, FileFacts]:
    """Write what describes a release into its folder, which holds everything but the explorer.

    Args:
        folder: The folder of the release.
        said: Its manifest, without its files.

    Returns:
        Size and SHA-256 of each file that is there now.

    Raises:
        StorageError: When a file cannot be written.
    """
    _write(folder, CHANGE_LOG_FILE, change_log(folder, said))
    _write(folder, "dictionary.md", dictionary(notice=banner(said["sources"])))
    files = {name: FileFacts(*file_facts(folder / name)) for name in files_below(folder)}
    described = Described(
        said["version"], said["created"], files, *_asked(said["coverage"]), tuple(said["sources"])
    )
    made = {
        PACKAGE_FILE: data_package(described),
        CROISSANT_FILE: croissant(described),
        DCAT_FILE: catalogue(described),
    }
    for name, content in made.items():
        _write(folder, name, as_json(content))
    return files | {name: FileFacts(*file_facts(folder / name)) for name in made}


def seal(folder: Path, said: Mapping[str, Any], files: Mapping[str, FileFacts]) -> None:
    """Write the sums of all files, and the manifest last.

    Args:
        folder: The folder of the release.
        said: Its manifest, without its files.
        files: What is known of the files already.

    Raises:
        StorageError: When a file cannot be written.
    """
    more = (name for name in files_below(folder) if name not in files)
    files = {**files, **{name: FileFacts(*file_facts(folder / name)) for name in more}}
    _write(folder, SUMS_FILE, sums(files))
    files[SUMS_FILE] = FileFacts(*file_facts(folder / SUMS_FILE))
    listed = {name: {"bytes": facts.size, "sha256": facts.sha256} for name, facts in sorted(files.items())}
    _write(folder, MANIFEST_FILE, sealed(as_json({**said, "files": listed})))


def freshness(tables: ArrowTables) -> dict[str, str | None]:
    """How new a release is: when its newest page was fetched, and the days of its newest question and answer.

    Returns:
        ISO 8601; null where no row tells.
    """
    newest = ((name, pc.max(tables[table][name]).as_py()) for name, table in _NEWEST)
    return {name: value.isoformat() if value else None for name, value in newest}


def sums(files: Mapping[str, FileFacts]) -> str:
    """A list of files that `sha256sum --check` reads."""
    return "".join(f"{facts.sha256}  {name}\n" for name, facts in sorted(files.items()))


def as_json(content: Mapping[str, Any]) -> str:
    """JSON that people can read, too."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _asked(coverage: Mapping[str, Mapping[str, Any]]) -> tuple[str | None, str | None]:
    """The first and the last day on which a question was asked."""
    first = [part["asked_from"] for part in coverage.values() if part["asked_from"]]
    last = [part["asked_to"] for part in coverage.values() if part["asked_to"]]
    return min(first, default=None), max(last, default=None)


def _write(folder: Path, name: str, content: str) -> None:
    write_whole(folder / name, content.encode())
