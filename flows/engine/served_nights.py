"""What `serve` prints: where it listens, when the next night is, and after each what came of it.

Nights run in processes of their own, which may be killed; so the engine is asked what came of them.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import httpx
import typer
from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort

from flows.cli.rows import harmless
from schemas.errors import SenateQuestionsError
from schemas.records import Row
from tasks.common.clock import HOME
from tasks.operate.ledger import ledger

_EVERY = 5.0
"""Seconds after which the engine is asked again."""
_LOOKS = 12
"""Looks after which it should have planned a night."""
_ENDED = [StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED]


@contextmanager
def told_nights(data: Path, deployment: str, api: str) -> Iterator[None]:
    """Print where the engine listens and what becomes of the nights, for the block.

    Args:
        data: The data folder.
        deployment: Name of the deployment of the nights.
        api: Address of the engine.
    """
    typer.echo(listening_line(api))
    over = threading.Event()
    watch = _Watch(data, deployment)
    # The engine's settings, with its address, belong to the context.
    threading.Thread(target=copy_context().run, args=(watch.until, over), daemon=True).start()
    try:
        yield
    finally:
        over.set()


class _Watch:
    """Asks the engine what came of the nights of a deployment, and prints it once."""

    def __init__(self, data: Path, deployment: str) -> None:
        self._data = data
        self._nights = DeploymentFilter(name=DeploymentFilterName(any_=[deployment]))
        self._since = datetime.now(UTC)
        self._told: set[UUID] = set()
        self._looks = 0
        self._has_next = False

    def until(self, over: threading.Event) -> None:
        """Look every few seconds."""
        while not over.wait(_EVERY):
            try:
                with get_client(sync_client=True) as client:
                    self._look(client)
            except (httpx.HTTPError, OSError, RuntimeError):
                continue  # the engine is not up, or no longer; the next look may find it

    def _look(self, client: SyncPrefectClient) -> None:
        for run in self._ended(client):
            typer.echo(night_line(run, self._runs()))
            self._told.add(run.id)
            self._has_next, self._looks = False, 0
        self._looks += 1
        if not self._has_next:
            due = self._next(client)
            self._has_next = due is not None or self._looks >= _LOOKS
            if self._has_next:
                typer.echo(next_line(due))

    def _runs(self) -> Sequence[Row]:
        try:
            return ledger(self._data)
        except (
            SenateQuestionsError,
            OSError,
            ValueError,
            KeyError,
        ):  # a damaged entry; the night is told all the same
            return []

    def _ended(self, client: SyncPrefectClient) -> list[FlowRun]:
        wanted = FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_ENDED)),
            end_time=FlowRunFilterEndTime.model_validate({"after_": self._since}),
        )
        found = client.read_flow_runs(
            flow_run_filter=wanted, deployment_filter=self._nights, sort=FlowRunSort.END_TIME_DESC
        )
        return [run for run in reversed(found) if run.id not in self._told]

    def _next(self, client: SyncPrefectClient) -> datetime | None:
        wanted = FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"after_": datetime.now(UTC)}),
        )
        found = client.read_flow_runs(
            flow_run_filter=wanted,
            deployment_filter=self._nights,
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            limit=1,
        )
        return found[0].expected_start_time if found else None


def listening_line(api: str) -> str:
    """Where the engine's pages and its interface are."""
    parts = urlsplit(api)
    shown = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return f"The engine's pages are at {shown.removesuffix('/api')} and its API at {shown} (Ctrl-C ends it)"


def next_line(due: datetime | None) -> str:
    """When the next night is."""
    if due is None:
        return "No night is scheduled: see the schedule of the deployment on the engine's pages."
    return f"The next night is at {_at(due)}."


def night_line(run: FlowRun, runs: Sequence[Row]) -> str:
    """What came of a night, on one line.

    Args:
        run: The run, which has ended.
        runs: The ledger.
    """
    due = f"The night of {_at(run.expected_start_time)}" if run.expected_start_time else "A night"
    message = " ".join(((run.state and run.state.message) or "").split())
    parts = [f"{due}: {(run.state_name or 'ended').lower()}", message, _counts(run, runs)]
    return harmless(" ".join(f"{part.rstrip('.')}." for part in parts if part))


def _counts(run: FlowRun, runs: Sequence[Row]) -> str:
    """Figures of a night from its entry in the ledger, when there is one."""
    if not run.start_time or not run.end_time:
        return ""
    mine = [
        row
        for row in runs
        if row["flow"] == "nightly" and run.start_time <= row["started_at"] <= run.end_time
    ]
    counts: dict[str, Any] = json.loads(mine[-1]["counts"]) if mine else {}
    questions, fetched = counts.get("questions"), counts.get("fetched")
    came = (
        f"{fetched['answers'].get('page', 0):,} pages came of {fetched['requests']:,} requests"
        if fetched
        else ""
    )
    return "; ".join(part for part in (f"{questions:,} questions" if questions else "", came) if part)


def _at(moment: datetime) -> str:
    return f"{datetime.fromtimestamp(moment.timestamp(), HOME):%Y-%m-%d %H:%M %Z}"
