"""The flow of the schedule, and `serve`: a night whenever it is due, and what is started in the UI."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import typer
from prefect import Flow, flow, runtime
from prefect import serve as serve_deployments
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, State
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Completed
from prefect.types.entrypoint import EntrypointType

from flows.engine.results import listening_line, print_end
from flows.engine.runs import HANDED
from flows.engine.server import schedule_server
from flows.ingest import backfill, ended, ingest, named, rebuild, run_name
from flows.run import Report
from flows.settings import data_folder
from flows.start import start_nightly
from schemas.records import Row
from tasks.common.clock import HOME, NIGHT, Clock
from tasks.common.logger import log
from tasks.operate.health import NIGHTLY
from tasks.operate.ledger import ledger

CRON = f"{NIGHT.minute} {NIGHT.hour} * * *"
ZONE = HOME.key
EVERY_NIGHT = Cron(CRON, timezone=ZONE, slug=NIGHTLY)


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


def serve_flows(
    data: Path, port: int, schedule: Schedule = EVERY_NIGHT, night: Flow[..., Any] = nightly
) -> None:
    """Run a night whenever it is due, and any flow that is started in the UI, until the process is stopped.

    Without a server in PREFECT_API_URL, one starts here at `port` and ends with the process. The schedule
    stays on when the process stops; missed nights become one night when it starts again.
    """
    with schedule_server(port) as api, temporary_settings({PREFECT_API_URL: api}), _until_stopped():
        typer.echo(listening_line(api))
        times = schedule.cron or schedule.interval
        typer.echo(f"Nightly runs start at '{times}' ({schedule.timezone}); start the other flows in the UI.")
        log.info("Nights in %s at '%s'", data, times)
        given = {"data": str(data.resolve())}
        serve_deployments(
            _deployment(
                night,
                given,
                schedules=[schedule],
                concurrency_limit=ConcurrencyLimitConfig(
                    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
                ),
            ),
            *(_deployment(flow, given) for flow in (ingest, backfill, rebuild)),
            pause_on_shutdown=False,
            print_starting_message=False,
        )


@contextmanager
def _until_stopped() -> Iterator[None]:
    """End the block without an error at Ctrl-C and SIGTERM, also before the engine has begun."""
    try:
        # The engine ends its runs at SIGTERM; Ctrl-C would interrupt its loop anywhere.
        signal.signal(signal.SIGINT, lambda *_: signal.raise_signal(signal.SIGTERM))
        yield
    except KeyboardInterrupt:
        return
    except SystemExit as end:
        if end.code:
            raise


def _deployment(flow: Flow[..., Any], given: dict[str, Any], **options: Any) -> RunnerDeployment:  # noqa: ANN401
    made = flow.to_deployment(
        flow.name, parameters=given, entrypoint_type=EntrypointType.MODULE_PATH, **options
    )
    return cast("RunnerDeployment", made)  # in an event loop it would be a coroutine
