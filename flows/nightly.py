"""The flow of the schedule."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.engine.results import print_end
from flows.engine.runs import HANDED
from flows.run import Report
from flows.settings import data_folder
from flows.start import start_nightly
from flows.states import ended, named, run_name
from schemas.records import Row
from tasks.common.clock import Clock
from tasks.operate.health import NIGHTLY
from tasks.operate.ledger import ledger


@flow(name=NIGHTLY, flow_run_name=run_name, persist_result=False, on_crashed=[print_end])
def nightly(data: Path | None = None) -> State[Report]:
    """Fetch new and open questions, publish a release, and remove old releases.

    Args:
        data: The data folder. Default: $SENATE_DATA, else ./data.
    """
    return pass_night(data_folder(data), Clock())


def pass_night(folder: Path, clock: Clock) -> State[Report]:
    """Run a night inside the current flow run, unless a later one has begun; its outcome as a state."""
    due = runtime.flow_run.scheduled_start_time
    if not HANDED.get() and _superseded(ledger(folder), due, clock.now()):
        message = "A later nightly run has started since this one was due."
        return named(Completed(name="Superseded", message=message))
    return ended(partial(start_nightly, folder, clock=clock))


def _superseded(runs: Sequence[Row], due: datetime, now: datetime) -> bool:
    """Whether a night has begun since a run was due: after a standstill, all late runs become one.

    A run in the future comes from a wrong clock.
    """
    return any(run["flow"] == NIGHTLY and due < run["started_at"] <= now for run in runs)
