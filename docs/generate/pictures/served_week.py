"""A week of nights as runs of a deployment.

    python -m docs.generate.pictures.served_week DATA PORT

serves the deployment.
"""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State

from flows.ingest import run_name
from flows.nightly import pass_night, serve_flows
from flows.run import Report
from tasks.operate.health import NIGHTLY
from tests.support import PROJECT
from tests.support.engine import PATIENCE, ask, free_port, wait_for
from tests.support.environment import environment
from tests.support.fast_clock import FastClock
from tests.support.nights.month import Month, suitable_world
from tests.support.nights.nights import BEGINS, CONTACT, SPEED
from tests.support.site import Site

_ENDED = frozenset({"COMPLETED", "FAILED", "CRASHED", "CANCELLED"})


@flow(name=NIGHTLY, flow_run_name=run_name)
def nightly(data: str) -> State[Report]:
    """Fetch new and open questions, publish a release, and remove old releases."""
    due = datetime.fromtimestamp(runtime.flow_run.scheduled_start_time.timestamp(), UTC)
    return pass_night(Path(data), FastClock(due, SPEED))


@dataclass
class ServedWeek(Month):
    """A month whose nights a server runs; `runs` are what it tells of them, in order."""

    api: str = ""
    runs: list[dict[str, Any]] = field(default_factory=list)

    @property
    def deployment(self) -> dict[str, Any]:
        """The deployment of the nights."""
        found = wait_for(lambda: ask(self.api, f"deployments/name/{NIGHTLY}/{NIGHTLY}"), "the deployment")
        return dict(found)

    def passes(self, day: date) -> str:
        """Let a night pass that was due at four on that day; its name."""
        self.site.today = day
        due = datetime.combine(day, BEGINS).astimezone(UTC).isoformat()
        wanted = {"state": {"type": "SCHEDULED", "state_details": {"scheduled_time": due}}}
        creating = f"deployments/{self.deployment['id']}/create_flow_run"
        run = wait_for(lambda: ask(self.api, creating, wanted | {"idempotency_key": due}), "the run")
        self.runs.append(wait_for(lambda: self._ended(run["id"]), f"the end of {day}"))
        return str(self.runs[-1]["name"])

    def _ended(self, run_id: str) -> dict[str, Any] | None:
        run = ask(self.api, f"flow_runs/{run_id}")
        return dict(run) if run and run["state_type"] in _ENDED else None


@contextmanager
def served_week(folder: Path, first: date) -> Iterator[ServedWeek]:
    """The deployment, served over a data folder below a folder, before the first night."""
    with Site(suitable_world(first)) as site:
        site.gzip = site.conditional = True
        (folder / "data").mkdir()
        with _serving(folder, site.url) as api:
            yield ServedWeek(site, folder / "data", api=api)


@contextmanager
def _serving(folder: Path, site: str) -> Iterator[str]:
    """The address of the server of a process that serves the nights of a data folder."""
    port = free_port()
    named = {"SENATE_SITE": site, "SENATE_CONTACT": CONTACT, "SENATE_ENGINE": "prefect"}
    env = environment(**named, PREFECT_HOME=str(folder / "engine"), PYTHONPATH=str(PROJECT))
    words = [sys.executable, "-m", "docs.generate.pictures.served_week", str(folder / "data"), str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, env=env, stdout=log, stderr=log, cwd=folder)  # noqa: S603 - our own words
        try:
            yield f"http://127.0.0.1:{port}/api"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


if __name__ == "__main__":
    serve_flows(Path(sys.argv[1]), int(sys.argv[2]), night=nightly)
