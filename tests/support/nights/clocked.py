"""The nights of the schedule with another clock: each begins when its run was due, whenever that is."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, runtime
from prefect.client.schemas.objects import State

from flows.nightly import pass_night
from flows.run import Report
from flows.states import run_name
from tasks.operate.health import NIGHTLY
from tests.support.fast_clock import FastClock
from tests.support.nights.nights import SPEED


@flow(name=NIGHTLY, flow_run_name=run_name)
def nightly(data: str) -> State[Report]:
    """New questions, open questions again, a release."""
    due = datetime.fromtimestamp(runtime.flow_run.scheduled_start_time.timestamp(), UTC)
    return pass_night(Path(data), FastClock(due, SPEED))
