"""What `serve` and a worker print of each run: its outcome, and when the next night is.

The process of a run prints it; for one that was killed, the process that started it.
"""

import logging
from datetime import UTC, datetime
from typing import Any

import typer
from prefect import runtime
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import DeploymentFilter, FlowRunFilter
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.flows import Flow
from prefect.logging.handlers import APILogHandler

from flows.console.letters import harmless
from flows.engine.server import without_credentials
from flows.engine.tasks import in_flow_run
from tasks.common.clock import HOME
from tasks.operate.health import NIGHTLY


class ToEngine(APILogHandler):
    """Show the log lines of a flow run in the engine, whoever has loaded Prefect before this project."""

    def emit(self, record: logging.LogRecord) -> None:
        """Send a line of a flow run."""
        if in_flow_run():
            super().emit(record)


def print_result(client: SyncPrefectClient, state: State[Any]) -> None:
    """Print the outcome of the current flow run, which a server has started, and when the next night is."""
    report = state.data
    counts = getattr(report, "counts", {})
    due = runtime.flow_run.scheduled_start_time
    typer.echo(result_line(runtime.flow_run.flow_name, due, state, counts))
    if runtime.flow_run.flow_name == NIGHTLY:
        typer.echo(next_line(_next(client, runtime.deployment.id)))


def print_end(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Print the end of a run that could not print it: a hook of Prefect for crashes."""
    if flow_run.deployment_id:
        typer.echo(result_line(flow.name, flow_run.expected_start_time, state, {}))


def _next(client: SyncPrefectClient, deployment: str) -> datetime | None:
    wanted = {
        "state": {"type": {"any_": [StateType.SCHEDULED]}},
        "expected_start_time": {"after_": datetime.now(UTC)},
    }
    found = client.read_flow_runs(
        flow_run_filter=FlowRunFilter.model_validate(wanted),
        deployment_filter=DeploymentFilter.model_validate({"id": {"any_": [deployment]}}),
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=1,
    )
    return found[0].expected_start_time if found else None


def listening_line(api: str) -> str:
    """The addresses of the engine's pages and of its API."""
    public = without_credentials(api)
    return f"The Prefect UI is at {public.removesuffix('/api')} and its API at {public} (Ctrl-C stops it)"


def next_line(due: datetime | None) -> str:
    """When the next night is."""
    if due is None:
        return "No nightly run is scheduled: check the schedule of the deployment in the Prefect UI."
    return f"The next nightly run is at {_at(due)}."


def result_line(flow: str, due: datetime | None, state: State[Any], counts: dict[str, Any]) -> str:
    """The result of a run on one line, with its counts as the ledger has them."""
    name = f"{flow.capitalize()} run of {_at(due)}" if due else f"A run of {flow}"
    message = " ".join((state.message or "").split())
    parts = [f"{name}: {(state.name or 'ended').lower()}", message, _counts(counts)]
    return harmless(" ".join(f"{part.rstrip('.')}." for part in parts if part))


def _counts(counts: dict[str, Any]) -> str:
    questions, fetched = counts.get("questions"), counts.get("fetched")
    came = (
        f"{fetched['answers'].get('page', 0):,} pages from {fetched['requests']:,} requests"
        if fetched
        else ""
    )
    return "; ".join(part for part in (f"{questions:,} questions" if questions else "", came) if part)


def _at(moment: datetime) -> str:
    return f"{datetime.fromtimestamp(moment.timestamp(), HOME):%Y-%m-%d %H:%M %Z}"
