"""The run ledger: one small file for each run, also for those that publish nothing."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from schemas.codes import RunOutcome
from schemas.columns import RowError
from schemas.records import Row
from schemas.tables import RUNS
from tasks.files import write_whole


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a flow, from its start on."""

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


def start_run(flow: str, now: datetime) -> Run:
    """A new run, named by its start and a random end."""
    return Run(f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}", now, flow)


def record_run(folder: Path, row: Row) -> None:
    """Write a run's row into the ledger of a data folder.

    Raises:
        StorageError: When the ledger cannot be written.
    """
    text = json.dumps(row, ensure_ascii=False, default=lambda moment: moment.isoformat(), indent=1)
    write_whole(folder / "ledger" / f"{row['run_id']}.json", text.encode())


def restore_runs(folder: Path, rows: Iterable[Row]) -> None:
    """Write the runs that a release tells of into a ledger that lacks them.

    Args:
        folder: The data folder.
        rows: Rows of the table `runs`.

    Raises:
        StorageError: When the ledger cannot be written.
    """
    known = {row["run_id"] for row in ledger(folder)}
    for row in rows:
        if row["run_id"] not in known:
            record_run(folder, row)


def ledger(folder: Path) -> list[Row]:
    """The rows of all recorded runs, oldest first; a file that cannot be read is passed over."""
    rows = []
    for path in sorted((folder / "ledger").glob("*.json")):
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            RUNS.require_names(row)
            for name in ("started_at", "ended_at"):
                row[name] = row[name] and datetime.fromisoformat(row[name])
        except (OSError, ValueError, TypeError, RowError):
            continue
        rows.append(row)
    return rows
