"""Ctrl-C at a terminal, and `kill -9`: the command ends soon, and the engine's server ends with it."""

import os
import signal
import subprocess
from contextlib import suppress

import pytest

from tests.support.command import command, run
from tests.support.data_folder import last_run
from tests.support.engine import free_port, wait_for
from tests.support.environment import environment
from tests.support.processes import SOON, goes_soon
from tests.support.runs import many_questions, page_files
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

QUESTIONS = 100


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    files = page_files(many_questions(QUESTIONS))
    return lay_out(tmp_path_factory.mktemp("interrupted") / "pages", files)


def servers_of(process):
    """The processes of the engine's server that a command has started."""
    assert process.poll() is None, process.stderr.read().decode()
    whole_lines = ["ps", "-ww", "-eo", "pid=,ppid=,args="]
    listed = subprocess.run(whole_lines, capture_output=True, encoding="utf-8", check=True)
    found = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [
        int(pid) for pid, parent, words in found if int(parent) == process.pid and "server start" in words
    ]


@pytest.fixture
def at_work(folder, tmp_path):
    """A command in a session of its own, as a shell starts it, with its engine's server."""
    words = command("ingest", "--from", folder, "--data", tmp_path / "data")
    process = subprocess.Popen(
        words,
        env=environment(SENATE_ENGINE="prefect"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
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
    assert said.decode() == "Interrupted; everything stored and published before is untouched.\n"
    row = last_run(data)
    assert (row["outcome"], row["ended_at"] is None) == ("interrupted", False)
    assert "was interrupted" in row["counts"]
    assert not (data / "current").exists()
    goes_soon(server)
    goes_soon(-process.pid)


def test_ctrl_c_ends_serve_with_our_own_words_alone(tmp_path):
    words = command("serve", "--port", free_port(), "--data", tmp_path / "data")
    site = f"http://127.0.0.1:{free_port()}/"
    env = environment(SENATE_ENGINE="prefect", SENATE_CONTACT="nights@tests.internal", SENATE_SITE=site)
    serving = subprocess.Popen(
        words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        shown = [serving.stdout.readline(), serving.stdout.readline()]
        os.killpg(serving.pid, signal.SIGINT)
        said, _ = serving.communicate(timeout=SOON)
    finally:
        serving.kill()
    assert shown[1].startswith(b"Nightly runs start at '0 4 * * *' (Europe/Brussels)")
    assert said == b"Stopped. Nights that are missed become one night when `serve` starts again.\n"
    assert serving.returncode == 0


def test_no_server_outlives_a_command_that_is_killed(at_work, folder, tmp_path):
    process, server = at_work
    data = tmp_path / "data"
    wait_for(lambda: has_brought_in_pages(data), "the first pages")
    process.kill()
    process.communicate(timeout=SOON)
    goes_soon(server)
    goes_soon(-process.pid)
    assert "was killed" in last_run(data)["counts"]
    assert run("ingest", "--from", folder, "--data", data).returncode == 0


def test_no_server_outlives_a_command_that_ends_well(at_work):
    process, server = at_work
    _, said = process.communicate(timeout=300)
    assert (process.returncode, said) == (0, b"")
    goes_soon(server)
