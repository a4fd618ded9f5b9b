"""Building a release aside, checking it, and swapping it in by one rename.

DIR/current -> releases/<version>/     what readers open
DIR/releases/.building-<version>/      in progress; the next run removes what a killed run left
"""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from schemas.errors import SenateQuestionsError
from schemas.sample import is_sample
from schemas.tables import CHANGES
from tasks.common.errors import FileError, FullDiskError, RefusedError
from tasks.common.files import files_below, full_disk, storage_errors, to_disk
from tasks.common.free_memory import give_back
from tasks.common.redactions import Redactions
from tasks.release.checks.changed_site import Change
from tasks.release.checks.checks import Fault, missing_values, with_pages
from tasks.release.checks.floor_checks import below_floors
from tasks.release.checks.verify import VerificationError, verify_in_fresh_process
from tasks.release.comparison import Comparison, compare
from tasks.release.describe import coverage, freshness, quality
from tasks.release.made_by import MADE_BY, Extras, made_by
from tasks.release.parquet import write_parquet
from tasks.release.published.folders import (
    BUILDING,
    CURRENT,
    RELEASES,
    current_release,
    to_compare_with,
)
from tasks.release.published.manifest import new_manifest, read_manifest, redactions_sum
from tasks.release.published.pointer import swap_in
from tasks.release.warehouse import build_warehouse
from tasks.tables.arrow_tables import ArrowTables, row_counts
from tasks.tables.inputs import Inputs

QUESTIONS = "questions"
_MOST_A_SECOND = 1000
_WRITABLE = 0o222
_ACCEPTING = "\nIf the losses are intended, run rebuild with --accept-drop REASON."
_FULL = re.compile(r"no space left|disk (is )?full", re.IGNORECASE)
_FIXED = 12_000_000
"""Bytes of an empty release, most of them of its DuckDB file.

The rest takes about as much as the tables in memory: measured are 13 MB for 21 questions (1.2 MB in memory)
and 69 MB for 2,000 (66 MB).
"""


class Draft(NamedTuple):
    """An unpublished release, its manifest without files, and the release `before` to compare with.

    `reused` is that release if its files may be taken over: it was made with the same list of redactions, and
    has no words that were withdrawn since.
    """

    folder: Path
    before: Path | None
    reused: Path | None
    manifest: dict[str, Any]


@contextmanager
def draft_release(  # noqa: PLR0913 - what a release is made of and how
    data: Path,
    tables: ArrowTables,
    inputs: Inputs,
    now: datetime,
    accepted_drop: str | None,
    *,
    extras: Extras,
) -> Iterator[Draft]:
    """Build the tables and the DuckDB file of a release aside; remove it after the block if unpublished.

    `now` is part of the version; `accepted_drop` is the reason why rows, values or codes may be lost this
    time. Raises RefusedError when a check fails; the last good release stays.
    """
    wanted = f"{now:%Y%m%dT%H%M%SZ}-{inputs.fingerprint[:8]}"
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, _MOST_A_SECOND)))
    version = next(name for name in names if not (data / RELEASES / name).exists())
    _refuse(missing_values(tables))
    before = _to_compare(data, inputs)
    with (
        full_disk_errors(data / RELEASES, partial(room_needed, tables, before)),
        _begun(data, version) as folder,
    ):
        comparison = _compared(folder, tables, before, inputs.redactions)
        faults = with_pages(comparison.faults, tables["pages"])
        _refuse([] if accepted_drop else faults, _ACCEPTING)
        is_same_list = redactions_sum(before) == inputs.redactions.sha256
        reused = before if is_same_list and not comparison.withdrawn else None
        _build(folder, reused, comparison)
        counts = row_counts(tables) | {CHANGES.name: comparison.changes}
        created = now.isoformat(timespec="seconds")
        overridden = [{"check": one.check, "count": one.count, "counted": one.counted} for one in faults]
        content = {
            **new_manifest(version, created, inputs, coverage(tables[QUESTIONS]), counts),
            **_history(data, before),
            **({"accepted_drop": accepted_drop, "overridden": overridden} if accepted_drop else {}),
            "disagreements": {"rows": len(comparison.disagree), "questions": len(set(comparison.disagree))},
            MADE_BY: made_by(extras),
            "quality": quality(tables),
            "freshness": freshness(tables),
        }
        yield Draft(folder, before, reused, content)


@contextmanager
def verified(draft: Draft) -> Iterator[list[Change]]:
    """Check the DuckDB file while the block writes other files; the list has what changed after the block.

    Raises RefusedError when a check fails, even if the block raised an error too.
    """
    changes: list[Change] = []
    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(verify_in_fresh_process, draft.folder, draft.before)
        try:
            yield changes
        except Exception:
            with suppress(VerificationError):  # a full disk caused both
                _refuse(found.result().faults)
            raise
        _refuse(found.result().faults)
        changes += found.result().changes


def refuse_changed(changes: Sequence[Change]) -> None:
    """Raise RefusedError if so many new pages are alike that they would be read wrong."""
    if refused := [f"- {change.sentence}" for change in changes if change.refuses]:
        lines = "\n".join(refused)
        raise RefusedError(
            f"The release was refused; the last good one is kept.\n{lines}\nIf the pages are read well, run "
            "rebuild, which publishes them with their issue rows."
        )


def make_current(data: Path, draft: Draft) -> Path:
    """Give a finished draft its name, and point `current` at it; return the folder of the release."""
    with storage_errors(data):
        make_read_only(draft.folder)
        release = draft.folder.replace(data / RELEASES / draft.manifest["version"])
    swap_in(data, release)
    return release


@contextmanager
def _begun(data: Path, version: str) -> Iterator[Path]:
    """An empty folder for a new release, removed at the end; leftovers of killed runs are removed first."""
    building = data / RELEASES / f"{BUILDING}{version}"
    with storage_errors(data):
        for path in (data / RELEASES).glob(f"{BUILDING}*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in data.glob(f".{CURRENT}.*"):
            path.unlink(missing_ok=True)
        building.mkdir(parents=True)
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _to_compare(data: Path, inputs: Inputs) -> Path | None:
    """The release that `changes` compares with: none when other sources replace the sample."""
    found = to_compare_with(data)
    last = read_manifest(found) if found else None
    if last is None or (is_sample(last["sources"]) and not is_sample(inputs.sources)):
        return None
    return found


def _compared(folder: Path, tables: ArrowTables, before: Path | None, redactions: Redactions) -> Comparison:
    """Write the Parquet files of the tables; compare them with the release before, and with the floors."""
    others = {name: found for name, found in tables.items() if name != CHANGES.name}
    try:
        with ThreadPoolExecutor(1) as beside:
            written = beside.submit(write_parquet, others, folder)
            comparison = compare(tables, before, folder, redactions)
            written.result()
        comparison.faults.extend(below_floors(tables, before, folder))
    except duckdb.Error as error:
        raise FileError(f"Cannot compare with the previous release, {before}: {error}") from error
    give_back()
    return comparison


def _build(folder: Path, before: Path | None, comparison: Comparison) -> None:
    try:
        build_warehouse(folder, before, comparison.differing)
    except duckdb.ConstraintException as error:
        raise RefusedError(_refusal([Fault("warehouse", str(error), 1)])) from error
    except duckdb.Error as error:
        raise FileError(f"Cannot build the DuckDB file in {folder}: {error}") from error
    give_back()


def _refuse(faults: list[Fault], advice: str = "") -> None:
    if faults:
        raise RefusedError(f"{_refusal(faults)}{advice}")


def _refusal(faults: list[Fault]) -> str:
    clauses = "\n".join(f"- {fault.sentence()}" for fault in faults)
    return f"The release was refused; the last good one is kept.\n{clauses}"


def _history(data: Path, before: Path | None) -> dict[str, Any]:
    """The entries of the manifest on the release that it replaces, and on the one it is compared with."""
    current = current_release(data)
    last = read_manifest(before) if before else None
    return {
        "previous": current.name if current else None,
        "compared_with": last["version"] if last else None,
        "quality_before": last.get("quality") if last else None,
    }


def make_read_only(folder: Path) -> None:
    """Make the files of a folder read-only and flush them to the disk; those that are so are linked."""
    for path in (folder / name for name in files_below(folder)):
        if path.stat().st_mode & _WRITABLE:
            path.chmod(0o444)
            to_disk(path)


def room_needed(tables: ArrowTables, before: Path | None) -> int:
    """An estimate of the bytes of a release: by its tables, and at least as many as the last one took."""
    files = (read_manifest(before) or {}).get("files", {}) if before else {}
    last: int = sum(facts["bytes"] for facts in files.values())
    return max(_FIXED + sum(table.nbytes for table in tables.values()), last)


@contextmanager
def full_disk_errors(folder: Path, needed: Callable[[], int]) -> Iterator[None]:
    """Turn any error that means a full disk, of ours or of DuckDB, into FullDiskError."""
    try:
        yield
    except (SenateQuestionsError, duckdb.Error) as error:
        if isinstance(error, FullDiskError) or _FULL.search(str(error)):
            raise FullDiskError(full_disk(folder, needed())) from error
        raise
