"""The run ledger: one small file per run, also if it publishes nothing; repairs at the start of a run."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from schemas.codes import RUN_OUTCOMES, RunOutcome
from schemas.columns import RowError
from schemas.records import Row
from schemas.tables import RUNS
from tasks.common.clock import recorded_moment
from tasks.common.errors import FileError
from tasks.common.files import is_no_folder, read_errors, remove, storage_errors, write_whole
from tasks.common.redactions import Redactions
from tasks.release.published.folders import undamaged_release
from tasks.release.published.pointer import heal
from tasks.release.query import reading

GOOD: frozenset[RunOutcome] = frozenset({"published", "unchanged"})
"""Outcomes of a good run."""
_LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class RunStart:
    """What is known of a run when it starts."""

    run_id: str
    started_at: datetime
    flow: str

    def row(self, outcome: RunOutcome, counts: Mapping[str, Any], ended_at: datetime | None) -> Row:
        """The run's row in the table `runs`."""
        return RUNS.row(
            run_id=self.run_id,
            started_at=self.started_at,
            ended_at=ended_at,
            flow=self.flow,
            outcome=outcome,
            counts=json.dumps(counts, ensure_ascii=False, sort_keys=True),
        )


def start_run(flow: str, now: datetime) -> RunStart:
    """A new run, named by its start and a random suffix."""
    return RunStart(f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}", now, flow)


def record_run(folder: Path, row: Row) -> None:
    """Write a run's row into the ledger of a data folder."""
    text = json.dumps(row, ensure_ascii=False, default=lambda moment: moment.isoformat(), indent=1)
    # File names may hold bytes that are no letters; JSON escapes them.
    write_whole(folder / _LEDGER / f"{row['run_id']}.json", text.encode("utf-8", "backslashreplace"))


def without_sentences(row: Row) -> Row:
    """The row of a run for a release: sentences, which may quote a page, stay in the ledger."""
    counts = {name: one for name, one in json.loads(row["counts"]).items() if isinstance(one, int | dict)}
    return row | {"counts": json.dumps(counts, sort_keys=True)}


def restore_runs(folder: Path, rows: Iterable[Row]) -> None:
    """Add to the ledger the runs that a release knows of, and how they ended."""
    ended = {row["run_id"]: bool(row["ended_at"]) for row in ledger(folder)}
    for row in rows:
        if row["run_id"] not in ended or (row["ended_at"] and not ended[row["run_id"]]):
            record_run(folder, row)


def ledger(folder: Path) -> list[Row]:
    """The rows of all recorded runs, oldest first; unreadable files are skipped."""
    rows = [row for row in map(_entry, _files(folder)) if row]
    return sorted(rows, key=lambda row: (row["started_at"], row["run_id"]))


def broken_entries(folder: Path) -> list[Path]:
    """The files of the ledger that hold no run; the ledger itself when it is no folder."""
    if is_no_folder(folder / _LEDGER):
        return [folder / _LEDGER]
    return [path for path in _files(folder) if not _entry(path)]


def set_aside_broken(folder: Path) -> list[str]:
    """Rename each file of the ledger that holds no run; return a sentence for each."""
    ledgers = folder / _LEDGER
    sentences = []
    if is_no_folder(ledgers):
        aside = folder / f"{_LEDGER}.damaged"
        with storage_errors(folder):
            remove(aside)
            ledgers.rename(aside)
        sentences.append(f"{ledgers} was not a folder; it is kept as {aside}.")
    for path in broken_entries(folder):
        aside = path.with_name(f"{path.name}.damaged")
        with storage_errors(path):
            path.rename(aside)
        sentences.append(f"The entry {path.name} of the run ledger was damaged; it is kept as {aside}.")
    return sentences


def _files(folder: Path) -> list[Path]:
    ledgers = folder / _LEDGER
    if not ledgers.is_dir():
        return []
    with read_errors(ledgers):
        return sorted(path for path in ledgers.iterdir() if path.suffix == ".json")


def _entry(path: Path) -> Row | None:
    """The row of a run; None when the file holds none. Raises FileError without the right to read it."""
    try:
        row: Row = json.loads(path.read_text(encoding="utf-8"))
        RUNS.require_names(row)
        ended_at = row["ended_at"] and recorded_moment(row["ended_at"])
        row |= {"started_at": recorded_moment(row["started_at"]), "ended_at": ended_at}
        is_right = (
            row["run_id"] == path.stem and isinstance(row["flow"], str) and row["outcome"] in RUN_OUTCOMES
        )
        return row if is_right and isinstance(json.loads(row["counts"]), dict) else None
    except PermissionError as error:
        raise FileError(f"Cannot read {path}. Grant read access to it.") from error
    except (OSError, ValueError, TypeError, AttributeError, RecursionError, RowError):
        return None


_RUNS_FILE = f"{RUNS.name}.parquet"


def mend(data: Path, redactions: Redactions) -> list[str]:
    """Point `current` at an undamaged release and complete the ledger from it; return what was repaired."""
    repaired = heal(data, redactions)
    if release := undamaged_release(data):
        with reading(release):
            rows = pq.read_table(release / _RUNS_FILE).to_pylist()
        restore_runs(data, rows)
    return repaired


def made_by_run(release: Path, run_id: str) -> bool:
    """Whether a run made a release."""
    with reading(release):
        runs = pq.read_table(release / _RUNS_FILE, columns=["run_id"])
    return run_id in runs["run_id"].to_pylist()
