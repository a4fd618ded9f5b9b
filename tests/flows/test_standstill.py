"""Nights that were due while nobody was there are one."""

import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest

from tasks.operate.ledger import ledger
from tests.support import PROJECT
from tests.support.engine import ask, engine_server, free_port, wait_for
from tests.support.environment import environment
from tests.support.nights.served import ENDED, deployment, ended_runs, serving

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
