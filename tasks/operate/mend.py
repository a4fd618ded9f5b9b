"""What a run does first with a data folder: mend what can be mended."""

from pathlib import Path

import pyarrow.parquet as pq

from schemas.tables import RUNS
from tasks.operate.ledger import restore_runs
from tasks.release.published.folders import undamaged_release
from tasks.release.published.heal import heal
from tasks.release.query import reading

_RUNS_FILE = f"{RUNS.name}.parquet"


def mend(data: Path) -> list[str]:
    """Let `current` lead to a whole release, and the ledger tell of its runs.

    Args:
        data: The data folder, whose lock the caller holds.

    Returns:
        A sentence for each thing that was damaged of releases, with what was done.

    Raises:
        StorageError: When the folder cannot be read or written.
    """
    told = heal(data)
    release = undamaged_release(data)
    if release:
        with reading(release):
            rows = pq.read_table(release / _RUNS_FILE).to_pylist()
        restore_runs(data, rows)
    return told


def made_by_run(release: Path, run_id: str) -> bool:
    """Whether a run made a release.

    Raises:
        DamagedReleaseError: When it does not tell of its runs.
    """
    with reading(release):
        runs = pq.read_table(release / _RUNS_FILE, columns=["run_id"])
    return run_id in runs["run_id"].to_pylist()
