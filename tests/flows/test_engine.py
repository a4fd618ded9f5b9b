"""The engine: a server that runs already shows our runs; without network and server it works too."""

import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from tests.support.command import command, end_of, run_apart, succeed
from tests.support.engine import ask, engine_server, free_port, wait_for
from tests.support.environment import environment
from tests.support.reading import INVENTED
from tests.support.runs import many_questions, page_files, parquet_files, rows
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

PREFECT = {"SENATE_ENGINE": "prefect", "SENATE_WORKERS": "1"}
BATCH = 4


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A folder with ten pages."""
    return lay_out(tmp_path_factory.mktemp("pages"), page_files(many_questions(5)))


@pytest.fixture(scope="module")
def expected(pages, tmp_path_factory):
    """The Parquet files that come of them without Prefect."""
    data = tmp_path_factory.mktemp("without") / "data"
    succeed("ingest", "--from", pages, "--data", data)
    return parquet_files(data)


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """The address of a server with a home of its own."""
    with engine_server(tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture(scope="module")
def seen_run(api, pages, tmp_path_factory):
    """A run against the server: its data folder, its flow run, its task runs by name."""
    data = tmp_path_factory.mktemp("seen") / "data"
    began = datetime.now(UTC).isoformat()
    done = run_apart(
        "ingest",
        "--from",
        pages,
        "--data",
        data,
        env=PREFECT | {"PREFECT_API_URL": api, "SENATE_BATCH_SIZE": str(BATCH)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    wanted = {"flow_runs": {"start_time": {"after_": began}}}
    flow_runs = ask(api, "flow_runs/filter", wanted)
    assert len(flow_runs) == 1
    mine = {"flow_runs": {"id": {"any_": [flow_runs[0]["id"]]}}}

    def all_ended():
        found = ask(api, "task_runs/filter", mine) or []
        published = any(task["name"].startswith("publish") for task in found)
        return published and all(task["state_type"] == "COMPLETED" for task in found) and found

    tasks = wait_for(all_ended, "all task runs")
    return data, flow_runs[0], sorted(task["name"] for task in tasks)


def test_a_server_that_runs_already_shows_the_run_by_its_identifier_and_each_batch(seen_run):
    _, flow_run, _ = seen_run
    assert flow_run["name"].startswith("ingest-2")
    assert (flow_run["state_type"], flow_run["state_name"]) == ("COMPLETED", "Published")
    data, flow_run, _ = seen_run
    assert rows(data, "SELECT 'ingest-' || run_id FROM runs") == [(flow_run["name"],)]
    assert seen_run[2] == ["import-0", "import-1", "import-2", "link", "publish", "read-0", "read-1"]


def test_the_engine_does_not_change_what_comes_out(seen_run, expected):
    assert parquet_files(seen_run[0]) == expected


def test_a_run_with_nothing_to_do_does_not_reach_the_server(api, pages, seen_run):
    before = len(ask(api, "flow_runs/filter", {}))
    done = run_apart("ingest", "--from", pages, "--data", seen_run[0], env=PREFECT | {"PREFECT_API_URL": api})
    assert "unchanged" in done.stdout
    assert len(ask(api, "flow_runs/filter", {})) == before


def test_results_that_a_user_has_persisted_are_never_taken_for_todays(api, tmp_path):
    env = PREFECT | {
        "PREFECT_API_URL": api,
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "true",
        "PREFECT_LOCAL_STORAGE_PATH": str(tmp_path / "results"),
    }
    held = []
    for name in ("5-90050", "4-90010"):
        folder = lay_out(tmp_path / "pages", page_files([INVENTED[name]]))
        done = run_apart("ingest", "--from", folder, "--data", tmp_path / "data", env=env)
        assert done.returncode == 0, done.stderr
        held.append(rows(tmp_path / "data", "SELECT question_id FROM questions ORDER BY ALL"))
    assert held == [[("5-90050",)], [("4-90010",), ("5-90050",)]]


@pytest.mark.parametrize("words", [("ingest", "--from"), ("serve",)], ids=" ".join)
def test_a_server_that_does_not_answer_ends_in_a_sentence(words, pages, tmp_path):
    host, words = f"127.0.0.1:{free_port()}/api", words if len(words) == 1 else (*words, pages)
    env = PREFECT | {
        "PREFECT_API_URL": f"http://me:secret@{host}",
        "SENATE_CONTACT": "someone@tests.internal",
    }
    done = run_apart(*words, "--data", tmp_path / "data", env=env)
    assert done.returncode == 1
    assert done.stderr.startswith(f"The Prefect server at http://{host}, which PREFECT_API_URL names")
    assert "unset PREFECT_API_URL" in done.stderr
    assert not (tmp_path / "data/current").exists()


def test_it_works_without_a_network(tmp_path, pages, expected):
    alone = [shutil.which("unshare") or "unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    try:
        probe = subprocess.run([*alone, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if probe.returncode:
        pytest.skip(f"the network cannot be taken away here: {probe.stderr.decode()}")
    data = tmp_path / "data"
    done = end_of([*alone, *command("ingest", "--from", pages, "--data", data)], env=PREFECT)
    assert (done.returncode, done.stderr) == (0, "")
    assert parquet_files(data) == expected


def test_a_home_that_no_run_has_used_works(tmp_path, pages):
    fresh = PREFECT | {"HOME": str(tmp_path / "home"), "PREFECT_HOME": str(tmp_path / "home/engine")}
    (tmp_path / "home").mkdir()
    done = run_apart("ingest", "--from", pages, "--data", tmp_path / "data", env=fresh)
    assert (done.returncode, done.stderr) == (0, "")


def test_it_needs_no_home_and_does_not_ask_a_proxy_for_its_own_server(tmp_path, pages):
    env = environment(
        **PREFECT, HOME="/proc/nobody", HTTP_PROXY=NOWHERE, HTTPS_PROXY=NOWHERE, ALL_PROXY=SOCKS
    )
    env["TMPDIR"] = str(tmp_path / "temporary")
    (tmp_path / "temporary").mkdir()
    for name in ("PREFECT_HOME", "NO_PROXY", "no_proxy"):
        env.pop(name, None)
    words = command("ingest", "--from", pages, "--data", tmp_path / "data")
    done = subprocess.run(words, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not list((tmp_path / "temporary").glob("senate-questions-*"))


NOWHERE, SOCKS = "http://127.0.0.1:9", "socks5h://127.0.0.1:9"
