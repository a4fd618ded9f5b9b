"""Nights that a process serves every half a minute, and what the engine tells of their runs."""

import signal
import subprocess
import sys
from contextlib import contextmanager

from tasks.operate.health import NIGHTLY
from tests.support.engine import ask, wait_for
from tests.support.site import Site, World

WORLD = World(seed=5, already=4, numbers_a_week=3)
SERVING = """
from pathlib import Path
from prefect.schedules import Interval
from flows.nightly import serve_flows
if __name__ == "__main__":
    serve_flows(Path({data!r}), {port}, Interval(30, slug="nightly"))
"""
ENDED = frozenset({"COMPLETED", "FAILED", "CRASHED", "CANCELLED"})


@contextmanager
def settings_of_a_site():
    """Variables of a process that asks a stand-in site, for the block."""
    with Site(WORLD) as site:
        site.today = WORLD.first_day
        yield {
            "SENATE_SITE": site.url,
            "SENATE_CONTACT": "nights@tests.internal",
            "SENATE_REQUESTS_PER_SECOND": "50",
        }


def ended_runs(api, deployment_id):
    found = ask(api, "flow_runs/filter", {"deployments": {"id": {"any_": [deployment_id]}}}) or []
    return [run for run in found if run["state_type"] in ENDED - {"CANCELLED"}]


def deployment(api):
    return wait_for(lambda: ask(api, f"deployments/name/{NIGHTLY}/{NIGHTLY}"), "the deployment")


@contextmanager
def serving(folder, env, port):
    """A process that serves a night every half a minute over a data folder below a folder."""
    script = folder / "serve.py"
    script.write_text(SERVING.format(data=str(folder / "data"), port=port), encoding="utf-8")
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([sys.executable, script], env=env, stdout=log, stderr=log, cwd=folder)
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)
