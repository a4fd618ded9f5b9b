"""The schedule on real servers: served by us, and as a deployment that a worker runs."""

import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from flows.nightly import NIGHTLY, _superseded
from flows.schedule import CRON, ZONE
from tasks.ledger import ledger
from tests.engine import ask, engine_server, free_port, wait_for
from tests.environment import environment
from tests.site import Site, World

ROOT = Path(__file__).parents[2]
WORLD = World(seed=5, already=4, numbers_a_week=3)
EVERY_MINUTE = """
from pathlib import Path
from flows.schedule import serve_nights
if __name__ == "__main__":
    serve_nights(Path({data!r}), {port}, "* * * * *")
"""
STANDSTILL = 130
"""Seconds in which at least two nights are due."""
ENDED = frozenset({"COMPLETED", "FAILED", "CRASHED", "CANCELLED"})
DUE = datetime(2026, 5, 4, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begun", "flow", "superseded"),
    [
        (timedelta(minutes=1), NIGHTLY, True),
        (-timedelta(minutes=1), NIGHTLY, False),
        (timedelta(minutes=1), "rebuild", False),
    ],
)
def test_a_late_run_gives_way_to_a_night_that_began_after_it_was_due(begun, flow, superseded):
    assert _superseded([{"flow": flow, "started_at": DUE + begun}], DUE) is superseded


def test_the_deployment_has_the_schedule_of_the_command():
    (deployment,) = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    (schedule,) = deployment["schedules"]
    assert (schedule["cron"], schedule["timezone"], schedule["active"]) == (CRON, ZONE, True)
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    file, name = deployment["entrypoint"].split(":")
    assert (ROOT / file).is_file()
    assert name == NIGHTLY


@pytest.fixture(scope="module")
def site():
    with Site(WORLD) as found:
        found.today = WORLD.first_day
        yield found


@pytest.fixture(scope="module")
def variables(site):
    return {
        "SENATE_SITE": site.url,
        "SENATE_CONTACT": "nights@example.org",
        "SENATE_REQUESTS_PER_SECOND": "50",
    }


def ended_runs(api, deployment_id):
    found = ask(api, "flow_runs/filter", {"deployments": {"id": {"any_": [deployment_id]}}}) or []
    return [run for run in found if run["state_type"] in ENDED - {"CANCELLED"}]


def deployment(api):
    return wait_for(lambda: ask(api, f"deployments/name/{NIGHTLY}/{NIGHTLY}"), "the deployment")


@pytest.mark.long
@pytest.mark.first
@pytest.mark.apart
def test_nights_are_served_and_stay_scheduled(tmp_path, variables):
    data, port = tmp_path / "data", free_port()
    env = environment(**variables, PREFECT_HOME=str(tmp_path / "engine"), PYTHONPATH=str(ROOT))
    api = f"http://127.0.0.1:{port}/api"
    with serving_every_minute(tmp_path, env, port):
        found = deployment(api)
        runs = wait_for(
            lambda: len(ended_runs(api, found["id"])) > 1 and ended_runs(api, found["id"]), "two nights"
        )
        artifacts = ask(api, "artifacts/filter", {})
    first, second, *_ = sorted(runs, key=lambda run: run["start_time"])
    assert (first["state_name"], second["state_name"]) == ("Published", "Unchanged")
    assert first["name"].startswith("nightly-2")
    assert first["name"].endswith("-published")
    assert {artifact["key"] for artifact in artifacts} >= {"night-report", "release-counts"}
    (report,) = [artifact for artifact in artifacts if artifact["key"] == "night-report"]
    assert "## Gaps" in report["data"]
    assert [run["outcome"] for run in ledger(data)][:2] == ["published", "unchanged"]
    with engine_server(tmp_path / "engine") as again:
        assert deployment(again)["paused"] is False
        assert [one["active"] for one in deployment(again)["schedules"]] == [True]


@contextmanager
def serving_every_minute(folder, env, port):
    """A process that serves a night each minute over a data folder below a folder."""
    script = folder / "serve.py"
    script.write_text(EVERY_MINUTE.format(data=str(folder / "data"), port=port))
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([sys.executable, script], env=env, stdout=log, stderr=log, cwd=folder)
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)


def due_between(api, deployment_id, begin, end):
    """The runs that were due in a span of time."""
    wanted = {
        "deployments": {"id": {"any_": [deployment_id]}},
        "flow_runs": {"expected_start_time": {"after_": begin.isoformat(), "before_": end.isoformat()}},
    }
    return ask(api, "flow_runs/filter", wanted) or []


@pytest.mark.long
@pytest.mark.first
@pytest.mark.apart
@pytest.mark.parametrize("server_too", [True, False], ids=["server_too", "server_goes_on"])
def test_after_a_standstill_the_late_nights_are_one(tmp_path, variables, server_too):
    """Nights are due each minute, and for some minutes nobody is there to let them pass."""
    port, home = free_port(), tmp_path / "engine"
    home.mkdir()
    env = environment(**variables, PREFECT_HOME=str(home), PYTHONPATH=str(ROOT))
    api = f"http://127.0.0.1:{port}/api"
    with ExitStack() as stack:
        if not server_too:
            api = env["PREFECT_API_URL"] = stack.enter_context(engine_server(home))
        with serving_every_minute(tmp_path, env, port):
            found = deployment(api)
            wait_for(lambda: ended_runs(api, found["id"]), "a night")
        stopped = datetime.now(UTC)
        held = len(ledger(tmp_path / "data"))
        time.sleep(STANDSTILL)
        again = datetime.now(UTC)
        with serving_every_minute(tmp_path, env, port):
            deployment(api)
            late = wait_for(
                lambda: all_ended(due_between(api, found["id"], stopped, again)), "the late nights"
            )
            begun = len(ledger(tmp_path / "data")) - held
            later = again + timedelta(minutes=3)
            wait_for(lambda: worked(due_between(api, found["id"], again, later)), "the next night")
            assert deployment(api)["paused"] is False
            assert [one["active"] for one in deployment(api)["schedules"]] == [True]
    assert len(late) > 1
    states = [run["state_name"] for run in late]
    assert len(worked(late)) == 1, states
    assert set(states) - {"Published", "Unchanged"} <= {"Superseded", "Skipped", "Cancelled"}
    assert 1 <= begun <= 2, "the late nights, and perhaps the one that was due meanwhile"


def all_ended(runs):
    return runs if runs and all(run["state_type"] in ENDED for run in runs) else None


def worked(runs):
    return [run for run in runs if run["state_name"] in {"Published", "Unchanged"}]


@pytest.mark.long
@pytest.mark.first
@pytest.mark.apart
def test_a_worker_runs_the_deployment(tmp_path, variables):
    with engine_server(tmp_path) as api:
        env = environment(
            **variables, PREFECT_API_URL=api, PREFECT_HOME=str(tmp_path), SENATE_DATA=str(tmp_path / "data")
        )

        def prefect(*words):
            return subprocess.run(
                [sys.executable, "-m", "prefect", *words],
                env=env | {"PWD": str(ROOT)},
                cwd=ROOT,
                check=True,
                capture_output=True,
            )

        prefect("work-pool", "create", "senate", "--type", "process")
        prefect("--no-prompt", "deploy", "--all")
        found = deployment(api)
        assert (found["concurrency_options"], found["schedules"][0]["schedule"]["timezone"]) == (
            {"collision_strategy": "CANCEL_NEW", "grace_period_seconds": None},
            ZONE,
        )
        prefect("deployment", "run", f"{NIGHTLY}/{NIGHTLY}")
        worker = subprocess.Popen(
            [sys.executable, "-m", "prefect", "worker", "start", "--pool", "senate"],
            env=env,
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            (run,) = wait_for(lambda: ended_runs(api, found["id"]), "the night of the worker")
        finally:
            worker.terminate()
            worker.wait(60)
    assert run["state_name"] == "Published"
    assert (tmp_path / "data/current/senate.duckdb").is_file()
