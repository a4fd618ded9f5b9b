"""The output of `serve`: where it listens, when the next night is, and the result of each.

Nights run in other processes, which may be killed, so the results come from the engine.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import typer
from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import DeploymentFilter, FlowRunFilter
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort

from flows.cli.rows import harmless
from flows.engine.server import without_credentials
from schemas.errors import SenateQuestionsError
from schemas.records import Row
from tasks.common.clock import HOME
from tasks.operate.ledger import ledger

_EVERY = 5.0
"""Seconds between polls."""
_MOST_POLLS = 12
"""Polls after which a night should be scheduled."""
_ENDED = [StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED]


@contextmanager
def print_nights(data: Path, deployment: str, api: str) -> Iterator[None]:
    """Print where the engine listens and the results of nights, during the block."""
    typer.echo(listening_line(api))
    over = threading.Event()
    watch = _Watch(data, deployment)
    # The context holds the engine's settings, with its address.
    threading.Thread(target=copy_context().run, args=(watch.until, over), daemon=True).start()
    try:
        yield
    finally:
        over.set()


class _Watch:
    """Polls the engine for the results of nights, and prints each once."""

    def __init__(self, data: Path, deployment: str) -> None:
        self._data = data
        self._nights = DeploymentFilter.model_validate({"name": {"any_": [deployment]}})
        self._since = datetime.now(UTC)
        self._printed: set[UUID] = set()
        self._polls = 0
        self._has_next = False

    def until(self, over: threading.Event) -> None:
        """Poll every few seconds."""
        while not over.wait(_EVERY):
            try:
                with get_client(sync_client=True) as client:
                    self._poll(client)
            except (httpx.HTTPError, OSError, RuntimeError):
                continue  # the engine is down; the next poll may succeed

    def _poll(self, client: SyncPrefectClient) -> None:
        for run in self._ended(client):
            typer.echo(night_line(run, self._runs()))
            self._printed.add(run.id)
            self._has_next, self._polls = False, 0
        self._polls += 1
        if not self._has_next:
            due = self._next(client)
            self._has_next = due is not None or self._polls >= _MOST_POLLS
            if self._has_next:
                typer.echo(next_line(due))

    def _runs(self) -> Sequence[Row]:
        try:
            return ledger(self._data)
        except (SenateQuestionsError, OSError, ValueError, KeyError):  # a damaged ledger; print without it
            return []

    def _ended(self, client: SyncPrefectClient) -> list[FlowRun]:
        wanted = {"state": {"type": {"any_": _ENDED}}, "end_time": {"after_": self._since}}
        found = client.read_flow_runs(
            flow_run_filter=FlowRunFilter.model_validate(wanted),
            deployment_filter=self._nights,
            sort=FlowRunSort.END_TIME_DESC,
        )
        return [run for run in reversed(found) if run.id not in self._printed]

    def _next(self, client: SyncPrefectClient) -> datetime | None:
        wanted = {
            "state": {"type": {"any_": [StateType.SCHEDULED]}},
            "expected_start_time": {"after_": datetime.now(UTC)},
        }
        found = client.read_flow_runs(
            flow_run_filter=FlowRunFilter.model_validate(wanted),
            deployment_filter=self._nights,
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


def night_line(run: FlowRun, runs: Sequence[Row]) -> str:
    """The result of a night on one line; `runs` is the ledger."""
    due = f"Nightly run of {_at(run.expected_start_time)}" if run.expected_start_time else "A nightly run"
    message = " ".join(((run.state and run.state.message) or "").split())
    parts = [f"{due}: {(run.state_name or 'ended').lower()}", message, _counts(run, runs)]
    return harmless(" ".join(f"{part.rstrip('.')}." for part in parts if part))


def _counts(run: FlowRun, runs: Sequence[Row]) -> str:
    """Figures of a night from its entry in the ledger, if there is one."""
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
        f"{fetched['answers'].get('page', 0):,} pages from {fetched['requests']:,} requests"
        if fetched
        else ""
    )
    return "; ".join(part for part in (f"{questions:,} questions" if questions else "", came) if part)


def _at(moment: datetime) -> str:
    return f"{datetime.fromtimestamp(moment.timestamp(), HOME):%Y-%m-%d %H:%M %Z}"
