"""Ctrl-C and SIGTERM: before a release is published the run was interrupted, after that it was published.

What the exit code says, the ledger and `status --check` say, too; the engine's server ends with the command.
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import copy_data
from tests.support.command import begun, run, succeed
from tests.support.data_folder import last_run
from tests.support.engine import free_port, wait_for
from tests.support.environment import environment
from tests.support.processes import SOON, goes_soon
from tests.support.runs import many_questions, page_files, parquet_files, release_faults
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

PATIENCE = 300
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
SIGNALS = pytest.mark.parametrize("by", CODES, ids=[one.name for one in CODES])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Pages that a run brings in."""
    return lay_out(tmp_path_factory.mktemp("ends") / "pages", page_files(many_questions(12)))


@pytest.fixture
def data(small_copy):
    return small_copy


@pytest.fixture(scope="module")
def complete_run(small_data, folder, tmp_path_factory):
    """The Parquet files that a run gives which nobody stops."""
    data = copy_data(small_data, tmp_path_factory.mktemp("whole") / "data")
    succeed("ingest", "--from", folder, "--data", data)
    return parquet_files(data)


def stopped(
    data: Path, folder: Path, by: signal.Signals, has_come: Callable[[], bool], *, all_processes: bool
) -> tuple[int, str, str]:
    """The exit code and what was printed of an ingest that gets a signal at some moment.

    It leaves no process behind: one that lives on keeps the streams of whoever started the run open.
    """
    process = begun("ingest", "--from", folder, "--data", data, start_new_session=True)
    try:
        wait_for(lambda: process.poll() is not None or has_come(), "the moment", 0.002)
        assert process.poll() is None
        # A terminal sends Ctrl-C to all processes of the command; `kill` and service managers to the first.
        (os.killpg if all_processes else os.kill)(process.pid, by)
        out, err = process.communicate(timeout=PATIENCE)
        goes_soon(-process.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return process.returncode, out, err


@SIGNALS
@pytest.mark.parametrize("seconds", [0.1, 0.2, 0.3, 0.5])
def test_while_the_command_loads_its_modules_a_sentence_is_all(data, by, seconds):
    process = begun("status", "--data", data)
    time.sleep(seconds)
    process.send_signal(by)
    _, err = process.communicate(timeout=PATIENCE)
    if err.startswith(("Fatal Python error: init", "Traceback")) and "entry.py" not in err:
        return  # none of our code ran yet, on a busy machine
    assert "Traceback" not in err
    ends = {(CODES[by], "Interrupted"), (0, "")}
    assert (process.returncode, err.partition(";")[0]) in ends | {(-by, "")}, "-by: Python had not begun yet"


@SIGNALS
def test_before_the_swap_the_run_was_interrupted(data, folder, by, complete_run):
    before, segments = (data / "current").readlink(), set((data / "raw/log").iterdir())
    files = parquet_files(data)
    code, out, err = stopped(
        data, folder, by, lambda: set((data / "raw/log").iterdir()) != segments, all_processes=False
    )
    assert (code, out) == (CODES[by], "")
    assert err == "Interrupted; everything stored and published before is untouched.\n"
    assert (data / "current").readlink() == before
    assert parquet_files(data) == files
    row = last_run(data)
    assert (row["outcome"], row["ended_at"] is None) == ("interrupted", False)
    checked = run("status", "--check", "--data", data)
    assert checked.returncode == 1
    assert "was interrupted before it published anything. Run: senate-questions ingest" in checked.stdout
    again = run("ingest", "--from", folder, "--data", data)
    assert again.returncode == 0, again.stderr
    assert parquet_files(data) == complete_run
    assert release_faults((data / "current").resolve()) == []
    assert list((data / "releases").glob(".building-*")) == []
    assert list(data.glob(".current.*")) == []
    succeed("status", "--check", "--data", data)


@SIGNALS
def test_after_the_swap_the_run_has_published(data, folder, by):
    before = (data / "current").readlink()
    code, out, err = stopped(
        data, folder, by, lambda: (data / "current").readlink() != before, all_processes=by is signal.SIGINT
    )
    assert (code, err) == (0, "")
    row = last_run(data)
    assert (row["outcome"], row["ended_at"] is None) == ("published", False)
    release = (data / "current").resolve()
    assert (
        json.loads(row["counts"])["questions"]
        == json.loads((release / "manifest.json").read_text(encoding="utf-8"))["counts"]["questions"]
    )
    assert release_faults(release) == []
    succeed("status", "--check", "--data", data)
    assert "unchanged" in run("ingest", "--from", folder, "--data", data).stdout
    assert out == "" or "Release published" in out


QUESTIONS = 100


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    files = page_files(many_questions(QUESTIONS))
    return lay_out(tmp_path_factory.mktemp("interrupted") / "pages", files)


def servers_of(process):
    """The processes of the engine's server that a command has started."""
    assert process.poll() is None, process.stderr.read()
    whole_lines = ["ps", "-ww", "-eo", "pid=,ppid=,args="]
    listed = subprocess.run(whole_lines, capture_output=True, encoding="utf-8", check=True)
    found = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [
        int(pid) for pid, parent, words in found if int(parent) == process.pid and "server start" in words
    ]


@pytest.fixture
def at_work(pages, tmp_path):
    """A command in a session of its own, as a shell starts it, with its engine's server."""
    options = {"env": environment(SENATE_ENGINE="prefect"), "stdout": subprocess.DEVNULL}
    words = ("ingest", "--from", pages, "--data", tmp_path / "data")
    process = begun(*words, start_new_session=True, **options)
    try:
        (server,) = wait_for(lambda: servers_of(process), "the engine's server")
        yield process, server
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def has_brought_in_pages(data):
    return (data / "raw/log").is_dir() and any((data / "raw/log").iterdir())


@pytest.mark.parametrize("at_work_already", [True, False], ids=["at_work", "while_the_engine_starts"])
def test_ctrl_c_ends_the_command_and_all_that_it_has_started(at_work, tmp_path, at_work_already):
    process, server = at_work
    data = tmp_path / "data"
    if at_work_already:
        wait_for(lambda: has_brought_in_pages(data), "the first pages")
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=SOON)
    assert process.returncode == 130
    assert said == "Interrupted; everything stored and published before is untouched.\n"
    row = last_run(data)
    assert (row["outcome"], row["ended_at"] is None) == ("interrupted", False)
    assert "was interrupted" in row["counts"]
    assert not (data / "current").exists()
    goes_soon(server)
    goes_soon(-process.pid)


def test_ctrl_c_ends_serve_with_our_own_words_alone(tmp_path):
    words = ("serve", "--port", free_port(), "--data", tmp_path / "data")
    site = f"http://127.0.0.1:{free_port()}/"
    env = environment(SENATE_ENGINE="prefect", SENATE_CONTACT="nights@tests.internal", SENATE_SITE=site)
    serving = begun(*words, env=env, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        shown = [serving.stdout.readline(), serving.stdout.readline()]
        os.killpg(serving.pid, signal.SIGINT)
        said, _ = serving.communicate(timeout=SOON)
    finally:
        serving.kill()
    assert shown[1].startswith("Nightly runs start at '0 4 * * *' (Europe/Brussels)")
    assert said == "Stopped. Nights that are missed become one night when `serve` starts again.\n"
    assert serving.returncode == 0


def test_no_server_outlives_a_command_that_is_killed(at_work, pages, tmp_path):
    process, server = at_work
    data = tmp_path / "data"
    wait_for(lambda: has_brought_in_pages(data), "the first pages")
    process.kill()
    process.communicate(timeout=SOON)
    goes_soon(server)
    goes_soon(-process.pid)
    assert "was killed" in last_run(data)["counts"]
    succeed("ingest", "--from", pages, "--data", data)


def test_no_server_outlives_a_command_that_ends_well(at_work):
    process, server = at_work
    _, said = process.communicate(timeout=300)
    assert (process.returncode, said) == (0, "")
    goes_soon(server)
