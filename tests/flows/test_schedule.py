"""The schedule on real servers, ours and a worker's; nights due while nobody was there are one."""

import logging
import subprocess
import sys
import time
from contextlib import ExitStack, nullcontext
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
import yaml

from flows import nightly as served
from flows.ingest import backfill, ingest, rebuild
from flows.nightly import CRON, ZONE, _superseded, nightly
from tasks.operate.health import NIGHTLY
from tasks.operate.ledger import ledger
from tests.support import PROJECT
from tests.support.engine import ask, engine_server, free_port, running, wait_for
from tests.support.environment import environment
from tests.support.nights.served import ENDED, deployment, ended_runs, serving

DUE = datetime(2026, 5, 4, 2, tzinfo=UTC)
NOW = DUE + timedelta(hours=1)


@pytest.mark.parametrize(
    ("begun", "flow", "superseded"),
    [
        (timedelta(minutes=1), NIGHTLY, True),
        (timedelta(hours=2), NIGHTLY, False),
        (-timedelta(minutes=1), NIGHTLY, False),
        (timedelta(minutes=1), "rebuild", False),
    ],
)
def test_a_late_run_gives_way_to_a_night_that_began_after_it_was_due(begun, flow, superseded):
    assert _superseded([{"flow": flow, "started_at": DUE + begun}], DUE, NOW) is superseded


def test_every_flow_has_a_deployment_and_the_night_has_the_schedule_of_the_command():
    described = yaml.safe_load((PROJECT / "prefect.yaml").read_text("utf-8"))["deployments"]
    deployments = {one["name"]: one for one in described}
    flows = {flow.name: flow for flow in (nightly, ingest, backfill, rebuild)}
    assert deployments.keys() == flows.keys()
    for name, one in deployments.items():
        file, function = one["entrypoint"].split(":")
        module = import_module(file.removesuffix(".py").replace("/", "."))
        assert getattr(module, function) is flows[name]
    (schedule,) = deployments[NIGHTLY]["schedules"]
    assert (schedule["cron"], schedule["timezone"], schedule["active"]) == (CRON, ZONE, True)
    assert deployments[NIGHTLY]["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def lines_of(folder):
    """What the process that serves has printed."""
    return (folder / "log").read_text("utf-8")


@pytest.mark.long
@pytest.mark.first
def test_nights_are_served_and_stay_scheduled(tmp_path, variables):
    data, port = tmp_path / "data", free_port()
    env = environment(**variables, PREFECT_HOME=str(tmp_path / "engine"), PYTHONPATH=str(PROJECT))
    api = f"http://127.0.0.1:{port}/api"
    with serving(tmp_path, env, port):
        found = deployment(api)
        runs = wait_for(
            lambda: len(ended_runs(api, found["id"])) > 1 and ended_runs(api, found["id"]), "two nights"
        )
        artifacts = ask(api, "artifacts/filter", {})
        wait_for(
            lambda: lines_of(tmp_path).count(": unchanged. Release") > 0, "what is printed of two nights"
        )
        printed = lines_of(tmp_path)
    assert f"The Prefect UI is at http://127.0.0.1:{port} and" in printed
    lines = [line for line in printed.splitlines() if line.startswith(("The next", "Nightly run "))]
    assert [line[:10] for line in lines[:4]] == ["Nightly ru", "The next n", "Nightly ru", "The next n"]
    assert ": published. Release " in lines[0]
    assert " requests" in lines[0]
    assert lines[1].endswith((" CET.", " CEST."))
    first, second, *_ = sorted(runs, key=lambda run: run["start_time"])
    assert (first["state_name"], second["state_name"]) == ("Published", "Unchanged")
    assert first["name"].startswith("nightly-2")
    assert first["name"].endswith("-published")
    assert {artifact["key"] for artifact in artifacts} >= {"release-report", "release-counts"}
    (report,) = [artifact for artifact in artifacts if artifact["key"] == "release-report"]
    assert "## Gaps" in report["data"]
    assert [run["outcome"] for run in ledger(data)][:2] == ["published", "unchanged"]
    with engine_server(tmp_path / "engine") as again:
        assert deployment(again)["paused"] is False
        assert [one["active"] for one in deployment(again)["schedules"]] == [True]


@pytest.mark.long
@pytest.mark.first
def test_a_night_that_fails_and_cannot_tell_leaves_no_secret_in_the_engine(tmp_path):
    secret, port = "s3cr3t-marker", free_port()
    env = environment(
        SENATE_CONTACT="nights@tests.internal",
        SENATE_SITE=f"http://127.0.0.1:{free_port()}/",
        SENATE_REQUESTS_PER_SECOND="1000",
        SENATE_ALARM_COMMAND=f"/no/such/program {secret}",
        SENATE_ALARM_URL=f"http://user:{secret}@127.0.0.1:{free_port()}/{secret}",
        SENATE_LOG_FORMAT="text",
        PREFECT_LOGGING_LEVEL="DEBUG",
        PREFECT_HOME=str(tmp_path / "engine"),
        PYTHONPATH=str(PROJECT),
    )
    with serving(tmp_path, env, port):
        wait_for(lambda: ": source unavailable." in lines_of(tmp_path), "a night")
    assert "alarm_command, /no/such/program …: No such file or directory." in lines_of(tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert (tmp_path / "engine/prefect.db") in files
    assert [path for path in files if secret.encode() in path.read_bytes()] == []


@pytest.mark.long
@pytest.mark.first
def test_a_worker_runs_the_deployments_and_tells_why_one_failed(tmp_path, variables):
    with engine_server(tmp_path) as api:
        env = environment(
            **variables, PREFECT_API_URL=api, PREFECT_HOME=str(tmp_path), SENATE_DATA=str(tmp_path / "data")
        )

        def prefect(*words):
            return subprocess.run(
                [sys.executable, "-m", "prefect", *words],
                env=env | {"PWD": str(PROJECT)},
                cwd=PROJECT,
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
        prefect("deployment", "run", "backfill/backfill", "--param", "legislature=99")
        words = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "senate"]
        with running(words, lambda: True, "the worker", env=env, cwd=tmp_path):
            (run,) = wait_for(lambda: ended_runs(api, found["id"]), "the night of the worker")
            other = ask(api, "deployments/name/backfill/backfill")
            (backfill,) = wait_for(lambda: ended_runs(api, other["id"]), "the backfill of the worker")
            lines = wait_for(lambda: errors_of(api, backfill), "the log lines of the backfill")
    assert run["state_name"] == "Published"
    assert (backfill["state_name"], backfill["state_type"]) == ("Failed", "FAILED")
    assert backfill["state"]["message"].startswith("There is no legislature 99; known are 1 to ")
    assert backfill["state"]["message"] in lines
    assert (tmp_path / "data/current/senate.duckdb").is_file()


def errors_of(api, run):
    """The log lines with errors that the server shows of a run."""
    found = ask(api, "logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}}) or []
    return [line["message"] for line in found if line["level"] >= logging.ERROR]


@pytest.mark.parametrize("code", [0, 3])
def test_an_engine_that_is_stopped_before_it_has_begun_ends_well(tmp_path, monkeypatch, code):
    monkeypatch.setattr(served, "schedule_server", lambda _: nullcontext("http://127.0.0.1:9/api"))
    monkeypatch.setattr(served, "serve_deployments", lambda *_, **_options: sys.exit(code))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit, match=str(code)) if code else nullcontext():
        served.serve_flows(tmp_path, 0)


STANDSTILL = 70
"""Seconds in which at least two nights are due."""


def due_between(api, deployment_id, begin, end):
    """The runs that were due in a span of time."""
    wanted = {
        "deployments": {"id": {"any_": [deployment_id]}},
        "flow_runs": {"expected_start_time": {"after_": begin.isoformat(), "before_": end.isoformat()}},
    }
    return ask(api, "flow_runs/filter", wanted) or []


@pytest.mark.long
@pytest.mark.first
@pytest.mark.parametrize("server_too", [True, False], ids=["server_too", "server_goes_on"])
def test_after_a_standstill_the_late_nights_are_one(tmp_path, variables, server_too):
    """Nights are due every half a minute, and for some time nobody is there to let them pass."""
    port, home = free_port(), tmp_path / "engine"
    home.mkdir()
    env = environment(**variables, PREFECT_HOME=str(home), PYTHONPATH=str(PROJECT))
    api = f"http://127.0.0.1:{port}/api"
    with ExitStack() as stack:
        if not server_too:
            api = env["PREFECT_API_URL"] = stack.enter_context(engine_server(home))
        with serving(tmp_path, env, port):
            found = deployment(api)
            wait_for(lambda: ended_runs(api, found["id"]), "a night")
        stopped = datetime.now(UTC)
        held = len(ledger(tmp_path / "data"))
        time.sleep(STANDSTILL)
        again = datetime.now(UTC)
        with serving(tmp_path, env, port):
            deployment(api)
            late = wait_for(
                lambda: all_ended(due_between(api, found["id"], stopped, again)), "the late nights"
            )
            begun = len(ledger(tmp_path / "data")) - held
            later = again + timedelta(minutes=2)
            following = wait_for(
                lambda: worked(due_between(api, found["id"], again, later)), "the next night"
            )
            assert deployment(api)["paused"] is False
            assert [one["active"] for one in deployment(api)["schedules"]] == [True]
    assert len(late) > 1
    states = [run["state_name"] for run in late]
    # A night that comes due while the engine starts may take the place of the late ones.
    in_their_place = [run for run in following if seconds_between(again, run) < STANDSTILL / 2]
    assert len(worked(late)) == 1 or (not worked(late) and in_their_place), (states, following)
    assert set(states) - {"Published", "Unchanged"} <= {"Superseded", "Skipped", "Cancelled"}
    # One that takes their place may not have begun when the late ones have ended.
    assert len(worked(late)) <= begun <= 2, "the late nights, and perhaps the one that was due meanwhile"


def all_ended(runs):
    return runs if runs and all(run["state_type"] in ENDED for run in runs) else None


def seconds_between(moment, run):
    """How long after a moment a run was due."""
    return (datetime.fromisoformat(run["expected_start_time"]) - moment).total_seconds()


def worked(runs):
    return [run for run in runs if run["state_name"] in {"Published", "Unchanged"}]
