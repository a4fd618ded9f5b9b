"""The flows as a user of Prefect meets them: called in Python with plain values, seen on a server."""

import json
import shutil

import pytest

from flows.engine.own_server import FOR_ONE_RUN
from flows.start import start_ingest
from tasks.common.errors import UsageError
from tests.support.command import python, run
from tests.support.engine import ask, engine_server, wait_for
from tests.support.kept import engine_database
from tests.support.reading import INVENTED
from tests.support.runs import page_files
from tests.support.sources import lay_out

STORY = """
import json, os, sys
from pathlib import Path
from flows.cli import app
from tests.support.command import all_here

def without_prefect(pages, data):
    os.environ["SENATE_ENGINE"] = "none"
    code = app.run(["ingest", "--from", pages, "--data", data])
    del os.environ["SENATE_ENGINE"]
    return [code, [name for name in sys.modules if name.partition(".")[0] == "prefect"]]

with all_here():
    without = without_prefect(sys.argv[3], sys.argv.pop())

from flows.ingest import backfill, ingest, rebuild
from flows.nightly import nightly
from schemas.errors import SenateQuestionsError
from tasks.operate.lock import data_lock

def told(flow, *given):
    try:
        return flow(*given).outcome
    except SenateQuestionsError as error:
        return type(error).__name__

if __name__ == "__main__":
    data, empty, pages = map(Path, sys.argv[1:])
    with all_here():
        found = [told(ingest, data, [str(pages)]), told(ingest, str(data), [str(pages)])]
    found += [told(rebuild, empty), told(backfill, data, 99), told(nightly, data)]
    with data_lock(data):
        found.append(told(rebuild, data))
    print(json.dumps([without, found]))
"""
ENDS = ["published", "unchanged", "NothingReadError", "UsageError", "UsageError", "LockedError"]
FLOWS = ["ingest", "ingest", "rebuild", "backfill", "nightly", "rebuild"]
NEEDED = FOR_ONE_RUN | {"PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED": "true"}
"""The server does no more than show runs and their tasks."""
STATES = ["Published", "Unchanged", "Failed", "Failed", "Failed", "Skipped"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return lay_out(tmp_path_factory.mktemp("pages"), page_files([INVENTED["5-90050"]]))


@pytest.fixture(scope="module")
def seen(tmp_path_factory, pages):
    """What the story's flows returned or raised, their data folder, and what the server tells of them."""
    folder = tmp_path_factory.mktemp("flows")
    shutil.copy(engine_database(), folder)
    with engine_server(folder, **NEEDED) as api:
        env = {"PREFECT_API_URL": api, "PREFECT_HOME": str(folder)}
        done = python(STORY, *map(str, (folder / "data", folder / "empty", pages, folder / "without")), **env)
        assert done.returncode == 0, done.stderr[-2000:]
        logs = wait_for(lambda: ends_of(ask(api, "logs/filter", {"sort": "TIMESTAMP_ASC"})), "all log lines")
        without, ends = json.loads(done.stdout.splitlines()[-1])
        yield {
            "without": without,
            "printed": done.stdout,
            "ends": ends,
            "data": folder / "data",
            "runs": ask(api, "flow_runs/filter", {"sort": "START_TIME_ASC"}),
            "tasks": ask(api, "task_runs/filter", {}),
            "logs": logs,
            "artifacts": {one["key"]: one for one in ask(api, "artifacts/filter", {})},
        }


def ends_of(lines):
    """The log lines, once the last run's is among them."""
    return lines and any("Another run" in line["message"] for line in lines) and lines


def test_flows_return_what_became_of_a_run_and_raise_its_errors(seen):
    assert seen["ends"] == ENDS


def test_each_flow_run_ends_in_a_state_with_a_name_and_a_message(seen):
    assert [run["name"].split("-")[0] for run in seen["runs"]] == FLOWS
    assert [run["state_name"] for run in seen["runs"]] == STATES
    assert all(run["state"]["message"] for run in seen["runs"])
    assert [run["name"].rsplit("-", 1)[1] for run in seen["runs"]] == [name.lower() for name in STATES]
    assert seen["runs"][3]["state"]["message"].startswith("Requests to the site carry your contact")


def test_the_server_shows_parameters_and_steps(seen, pages):
    first = seen["runs"][0]
    data = str(seen["data"])
    assert first["parameters"] == {"data": data, "sources": [str(pages)], "accept_drop": None}
    names = {task["name"] for task in seen["tasks"] if task["flow_run_id"] == first["id"]}
    assert names == {"import-0", "read-0", "link", "publish"}


def test_the_server_shows_what_a_run_did_and_how_much(seen):
    first = seen["runs"][0]["id"]
    lines = [line["message"] for line in seen["logs"] if line["flow_run_id"] == first]
    begun = ["Imported 2 new responses", "Reading pages: 2", "Linking questions", "Published release "]
    assert [[line.startswith(words) for line in lines].count(True) for words in begun] == [1, 1, 1, 1]
    assert any("1 questions" in line for line in lines)


def test_the_server_shows_why_a_run_failed_and_one_run_is_one_row_of_the_ledger(seen):
    failed = {run["id"]: run["state"]["message"] for run in seen["runs"][2:]}
    errors = {line["flow_run_id"]: line["message"] for line in seen["logs"] if line["level"] == 40}
    assert errors == failed
    entries = sorted((seen["data"] / "ledger").glob("*.json"))
    told = [
        (entry["flow"], entry["outcome"]) for entry in (json.loads(one.read_text("utf-8")) for one in entries)
    ]
    assert told == [("ingest", "published"), ("ingest", "unchanged"), ("nightly", "failed")]


def test_the_server_keeps_the_report_of_a_release(seen):
    assert set(seen["artifacts"]) == {"release-report", "release-counts"}
    assert "# Release " in seen["artifacts"]["release-report"]["data"]
    counts = {row["table"]: row["rows"] for row in json.loads(seen["artifacts"]["release-counts"]["data"])}
    assert counts["questions"] == 1


def test_without_the_engine_prefect_is_not_even_imported(seen):
    assert (seen["without"], "Release published" in seen["printed"]) == ([0, []], True)


@pytest.mark.parametrize(
    ("words", "wanted"), [(("rebuild", "--runner", "dask"), "the runner dask"), (("serve",), "serve")]
)
def test_what_needs_prefect_ends_with_a_sentence_without_it(words, wanted, tmp_path):
    env = {"SENATE_CONTACT": "someone@tests.internal", "SENATE_RUNNER": "pool"}
    done = run(*words, "--data", tmp_path / "data", env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"The setting engine is none, but {wanted} needs Prefect. Set engine to prefect.\n"
    assert not (tmp_path / "data").exists()


def test_an_ingest_of_nothing_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="There is no source: give 'live', 'sample', or paths"):
        start_ingest(tmp_path / "data", [])
    assert not (tmp_path / "data").exists()
