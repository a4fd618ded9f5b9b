"""Repairing what can be repaired in a data folder, at the start of a run."""

from pathlib import Path

import pyarrow.parquet as pq

from schemas.tables import RUNS
from tasks.common.redactions import Redactions
from tasks.operate.ledger import restore_runs
from tasks.release.published.folders import undamaged_release
from tasks.release.published.pointer import heal
from tasks.release.query import reading

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
