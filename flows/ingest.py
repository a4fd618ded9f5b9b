"""The flows `ingest`, `backfill` and `rebuild`, as Prefect runs them: plain values in, a state out."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from prefect import flow, get_client, runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.console.signals import SIGNALS
from flows.engine.results import ToEngine, print_end, print_result
from flows.engine.runs import HANDED
from flows.run import Report
from flows.settings import data_folder
from flows.start import start_backfill, start_ingest, start_rebuild
from schemas.codes import LIVE_SOURCE
from schemas.errors import SenateQuestionsError
from tasks.common.clock import HOME
from tasks.common.errors import LockedError
from tasks.common.logger import log
from tasks.fetch.plan import Range

log.addHandler(ToEngine())


def run_name() -> str:
    """The name of a flow run: that of its run, or of a run still to be opened: when it was due."""
    if handed := HANDED.get():
        return handed.name
    due = datetime.fromtimestamp(runtime.flow_run.scheduled_start_time.timestamp(), HOME)
    return f"{runtime.flow_run.flow_name}-{due:%Y-%m-%d-%H%M}"


def ended(start: Callable[[], Report]) -> State[Report]:
    """Go on with the run that was handed on, or start one; its outcome as a state.

    Called from Python, a flow whose state holds an error raises it.
    """
    SIGNALS.listen_again()
    handed = HANDED.get()
    try:
        state = state_of(handed.job() if handed else start())
    except SenateQuestionsError as error:
        log.error("%s", error)
        state = state_of_error(error)
    return state if handed else named(state)


def state_of(report: Report) -> State[Report]:
    """The state of a run that ended well."""
    release = f"Release {report.release.name}" if report.release else "Nothing is published yet."
    return Completed(name=report.outcome.capitalize(), message=release, data=report)


def state_of_error(error: SenateQuestionsError) -> State[Report]:
    """The state of a run that ended with an error; on a schedule, a run that gives way has not failed."""
    if isinstance(error, LockedError) and runtime.deployment.id:
        return Completed(name=error.ends.state, message=str(error))
    return Failed(name=error.ends.state, message=str(error), data=error)


def named(state: State[Report]) -> State[Report]:
    """Add the outcome to the name of a flow run; print it, if a server has started the run."""
    if run_id := runtime.flow_run.id:
        name = f"{runtime.flow_run.name}-{state.name}".lower().replace(" ", "-")
        with get_client(sync_client=True) as client:
            client.update_flow_run(run_id, name=name)
            if runtime.deployment.id:
                print_result(client, state)
    return state


@flow(name="ingest", flow_run_name=run_name, persist_result=False, on_crashed=[print_end])
def ingest(
    data: Path | None = None, sources: Sequence[str] = (LIVE_SOURCE,), accept_drop: str | None = None
) -> State[Report]:
    """Bring in pages, then build and publish a release.

    Args:
        data: The data folder. Default: $SENATE_DATA, else ./data.
        sources: 'live' (the Senate's site), 'sample', or paths of pages, folders and archives.
        accept_drop: Leave empty. After a release was refused for losses: why it may be published anyway.
    """
    return ended(lambda: start_ingest(data_folder(data), sources, accept_drop))


@flow(name="backfill", flow_run_name=run_name, persist_result=False, on_crashed=[print_end])
def backfill(
    data: Path | None,
    legislature: int,
    first: int = 1,
    last: int | None = None,
    accept_drop: str | None = None,
) -> State[Report]:
    """Fetch questions of a legislature from the site, then build and publish a release.

    This takes hours, since the site is asked slowly. Cancel it at any time; the next backfill resumes.

    Args:
        data: The data folder. Default (null): $SENATE_DATA, else ./data.
        legislature: Its number, such as 7.
        first: The first question.
        last: The last question. Default: the last one that exists.
        accept_drop: Leave empty. After a release was refused for losses: why it may be published anyway.
    """
    wanted = Range(legislature, first, last)
    return ended(lambda: start_backfill(data_folder(data), wanted, accept_drop))


@flow(name="rebuild", flow_run_name=run_name, persist_result=False, on_crashed=[print_end])
def rebuild(data: Path | None = None, accept_drop: str | None = None) -> State[Report]:
    """Build and publish a release from the raw store alone, without using the network.

    Args:
        data: The data folder. Default: $SENATE_DATA, else ./data.
        accept_drop: Leave empty. After a release was refused for losses: why it may be published anyway.
    """
    return ended(lambda: start_rebuild(data_folder(data), accept_drop))
