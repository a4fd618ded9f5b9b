"""Building a release aside, checking it, and swapping it in by one rename.

DIR/current -> releases/<version>/     what readers open
DIR/releases/.building-<version>/      under way; removed by the next run when a run dies
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow.parquet as pq

from schemas.sample import is_sample
from schemas.tables import CHANGES
from tasks.common.errors import FileError, RefusedError
from tasks.common.files import files_below, storage_errors
from tasks.common.free_memory import give_back
from tasks.release.changes import write_changes
from tasks.release.checks.checks import Fault, missing_values
from tasks.release.checks.floor_checks import below_floors
from tasks.release.checks.losses import losses
from tasks.release.checks.quality import mostly_set_aside, quality
from tasks.release.checks.verify import VerificationError, verify_in_fresh_process
from tasks.release.describe import freshness
from tasks.release.made_by import MADE_BY, made_by
from tasks.release.parquet import write_parquet
from tasks.release.published.damage import damage
from tasks.release.published.folders import (
    BUILDING,
    CURRENT,
    RELEASES,
    current_release,
    to_compare_with,
    undamaged_release,
)
from tasks.release.published.manifest import manifest, read_manifest
from tasks.release.published.pointer import pointed_folder, set_aside, swap_in
from tasks.release.published.room import full_disk_told, room_needed
from tasks.release.warehouse import build_warehouse
from tasks.tables.arrow_tables import ArrowTables, row_counts
from tasks.tables.inputs import Inputs

QUESTIONS = "questions"
_MOST_A_SECOND = 1000


class Draft(NamedTuple):
    """A release that is not published yet: its tables and its DuckDB file are written.

    Attributes:
        folder: Where it is built.
        version: Its version.
        before: The release that `changes` compares with; None for none.
        said: Its manifest, without the files.
    """

    folder: Path
    version: str
    before: Path | None
    said: dict[str, Any]


def is_current(data: Path, inputs: Inputs, *, search: bool = False) -> bool:
    """Whether the current release is whole, made of exactly these inputs, and all of it as it would be now.

    Args:
        data: The data folder.
        inputs: What its tables would be made of.
        search: Whether a search index is wanted.
    """
    release = undamaged_release(data)
    found = (read_manifest(release) if release else None) or {}
    return found.get("inputs") == inputs.fingerprint and found.get(MADE_BY) == made_by(search=search)


@contextmanager
def draft_release(  # noqa: PLR0913 - what a release is made of and how
    data: Path, tables: ArrowTables, inputs: Inputs, now: datetime, accepted_drop: str | None, *, search: bool
) -> Iterator[Draft]:
    """Build the tables and the DuckDB file of a release aside, for the block; what is not published goes.

    Args:
        data: The data folder.
        tables: All tables.
        inputs: What they were made of.
        now: The moment, for the version.
        accepted_drop: Why rows, values or codes may be lost this time.
        search: Whether a search index is to be in it.

    Raises:
        RefusedError: When a check does not hold; the last good release is kept.
        StorageError: When the disk is full or read-only.
    """
    version = _free_version(data, f"{now:%Y%m%dT%H%M%SZ}-{inputs.fingerprint[:8]}")
    _refuse(missing_values(tables))
    before = _to_compare(data, inputs)
    needed = room_needed(tables, before)
    with full_disk_told(data / RELEASES, needed), _begun(data, version) as folder:
        if not accepted_drop:
            _refuse_losses(folder, tables, before)
        counts = row_counts(tables) | {CHANGES.name: _build(folder, tables, before)}
        created = now.isoformat(timespec="seconds")
        said = {
            **manifest(version, created, inputs, tables[QUESTIONS].to_pylist(), counts),
            **_history(data, accepted_drop, before),
            MADE_BY: made_by(search=search),
            "quality": quality(tables),
            "mostly_set_aside": mostly_set_aside(tables["pages"], _page_ids(before)),
            "freshness": freshness(tables),
        }
        yield Draft(folder, version, before, said)


@contextmanager
def verified(folder: Path) -> Iterator[None]:
    """Check the DuckDB file while what else a release holds is written from it.

    Raises:
        RefusedError: When a check does not hold, whatever else went wrong for that reason.
    """
    with ThreadPoolExecutor(1) as beside:
        faults = beside.submit(verify_in_fresh_process, folder)
        try:
            yield
        except Exception:
            with suppress(VerificationError):  # of a full disk, as what went wrong first
                _refuse(faults.result())
            raise
        _refuse(faults.result())


def make_current(data: Path, draft: Draft) -> Path:
    """Give a finished draft its name, and point `current` at it; returns the folder of the release.

    Raises:
        StorageError: When the disk is full or read-only.
    """
    with storage_errors(data):
        make_read_only(draft.folder)
        release = draft.folder.replace(data / RELEASES / draft.version)
    replaced = pointed_folder(data)
    swap_in(data, release)
    if replaced and damage(replaced):
        set_aside(data, replaced)
    return release


@contextmanager
def _begun(data: Path, version: str) -> Iterator[Path]:
    """An empty folder for a release under way, removed in the end; what killed runs left is removed first."""
    building = data / RELEASES / f"{BUILDING}{version}"
    with storage_errors(data):
        _remove_leftovers(data)
        building.mkdir(parents=True)
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _page_ids(before: Path | None) -> frozenset[str]:
    path = before / "pages.parquet" if before else None
    if path is None or not path.is_file():
        return frozenset()
    return frozenset(filter(None, pq.read_table(path, columns=["page_id"])["page_id"].to_pylist()))


def _to_compare(data: Path, inputs: Inputs) -> Path | None:
    """The release that `changes` compares with: none for the sample alone, which other sources replace."""
    found = to_compare_with(data)
    last = read_manifest(found) if found else None
    return None if last is None or (_of_sample(last) and not is_sample(inputs.sources)) else found


def _of_sample(said: Mapping[str, Any]) -> bool:
    return is_sample(said.get("sources", ()))


def _build(folder: Path, tables: ArrowTables, before: Path | None) -> int:
    """Write the files of the tables; returns how many changes there are against the release before.

    Raises:
        RefusedError: When a check does not hold.
        StorageError: When a file cannot be written.
    """
    others = {name: found for name, found in tables.items() if name != CHANGES.name}
    try:
        with ThreadPoolExecutor(1) as beside:
            written = beside.submit(write_parquet, others, folder)
            changes = write_changes(folder, tables, before)
            written.result()
        give_back()
        build_warehouse(folder)
        give_back()
    except duckdb.ConstraintException as error:
        raise RefusedError(_refusal([Fault("warehouse", str(error), 1)])) from error
    except duckdb.Error as error:
        raise FileError(f"Cannot build the DuckDB file below {folder}: {error}") from error
    return changes


def _free_version(data: Path, version: str) -> str:
    """The version, or the same with a number when a release of this second has it already."""
    names = (version, *(f"{version}-{number}" for number in range(2, _MOST_A_SECOND)))
    return next(name for name in names if not (data / RELEASES / name).exists())


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise RefusedError(_refusal(faults))


def _refusal(faults: list[Fault]) -> str:
    listed = "\n".join(f"- {fault.sentence()}" for fault in faults)
    return f"The release was refused; the last good one is kept.\n{listed}"


def _refuse_losses(folder: Path, tables: ArrowTables, before: Path | None) -> None:
    """Refuse what the release before had and this one lacks, and what new questions must have and lack.

    Args:
        folder: The folder of the release.
        tables: Its tables.
        before: The release to compare with.

    Raises:
        RefusedError: When there is any.
        FileError: When a file of the release before cannot be read.
    """
    try:
        faults = losses(tables, before, folder) if before else []
        faults += below_floors(tables, before, folder)
    except duckdb.Error as error:
        raise FileError(f"Cannot compare with the release before, {before}: {error}") from error
    if faults:
        raise RefusedError(f"{_refusal(faults)}\nIf that is right, run again with --accept-drop REASON.")


def _history(data: Path, accepted_drop: str | None, before: Path | None) -> dict[str, Any]:
    """What a release says of the one that it replaces, and of the one with which it is compared."""
    current = current_release(data)
    last = read_manifest(before) if before else None
    history = {
        "previous": current.name if current else None,
        "compared_with": last["version"] if last else None,
        "quality_before": last.get("quality") if last else None,
    }
    return {**history, "accepted_drop": accepted_drop} if accepted_drop else history


def make_read_only(folder: Path) -> None:
    """Let the files of a folder be read only, and outlast a power cut."""
    for path in (folder / name for name in files_below(folder)):
        path.chmod(0o444)
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _remove_leftovers(data: Path) -> None:
    """Remove the half-built folders that killed runs left; a whole release is never removed here."""
    for path in (data / RELEASES).glob(f"{BUILDING}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in data.glob(f".{CURRENT}.*"):
        path.unlink(missing_ok=True)
