"""A run killed at any moment leaves the old release or the new one, whole, and the next run goes on."""

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tasks.raw import RawStore
from tests.conftest import copy_data
from tests.support.command import command, run
from tests.support.environment import environment
from tests.support.processes import goes_soon
from tests.support.runs import many_questions, page_files, parquet_files, release_faults
from tests.support.sources import lay_out

pytestmark = [pytest.mark.long, pytest.mark.first]

KILLS, FIRST_KILLS = 10, 4
PATIENCE = 300
QUESTIONS = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Pages that a killed run was to bring in."""
    return lay_out(tmp_path_factory.mktemp("killed") / "pages", page_files(many_questions(QUESTIONS)))


@pytest.fixture(scope="module")
def complete_run(sample_data, folder, tmp_path_factory):
    """How long the run takes that nobody kills, and the Parquet files that it gives."""
    data = copy_data(sample_data, tmp_path_factory.mktemp("whole") / "data")
    began = time.monotonic()
    done = run("ingest", "--from", folder, "--data", data)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began, parquet_files(data)


def moments(seed: int, count: int) -> list[float]:
    """Shares of the run's time, spread over the whole of it."""
    chosen = random.Random(seed)
    return [(number + chosen.random()) / count for number in range(count)]


def started(
    *words: object, out: Any = subprocess.DEVNULL, err: Any = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """A command in a process group of its own."""
    return subprocess.Popen(
        command(*words), env=environment(), stdout=out, stderr=err, start_new_session=True
    )


def kill_after(seconds: float, *words: object) -> int:
    """Start a command and kill it; its group, whose rest may live on."""
    process = started(*words)
    time.sleep(seconds)
    process.kill()
    process.wait(PATIENCE)
    return process.pid


def stop_at_work(data: Path, by: signal.Signals, *words: object, **streams: Any) -> subprocess.Popen[bytes]:
    """Start an ingest and send it a signal once it has brought in pages, long before it publishes."""
    before = set((data / "raw/log").iterdir())
    process = started(*words, **streams)
    ends = time.monotonic() + PATIENCE
    while set((data / "raw/log").iterdir()) == before:
        assert process.poll() is None
        assert time.monotonic() < ends
        time.sleep(0.01)
    process.send_signal(by)
    process.wait(PATIENCE)
    return process


def end_group(group: int) -> None:
    """End what the killed process has left behind."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def raw_store_is_complete(data: Path) -> None:
    """Every page that the log names is there and is what its name says; reading raises otherwise."""
    store = RawStore(data / "raw")
    for entry in store.entries():
        assert store.get(entry.sha256)


def next_run_ends_well(data: Path, folder: Path) -> None:
    done = run("ingest", "--from", folder, "--data", data)
    assert done.returncode == 0, done.stderr
    assert "published" in done.stdout or "unchanged" in done.stdout
    assert list((data / "releases").glob(".building-*")) == []
    assert list(data.glob(".current.*")) == []
    assert release_faults((data / "current").resolve()) == []


@pytest.mark.parametrize("moment", moments(2, KILLS), ids="{:.2f}".format)
def test_a_run_killed_at_any_moment_leaves_the_old_release_or_the_new_one(moment, data, folder, complete_run):
    old = (data / "current").readlink()
    seconds, new_files = complete_run
    group = kill_after(moment * seconds, "ingest", "--from", folder, "--data", data)
    try:
        assert release_faults((data / "current").resolve()) == []
        if (data / "current").readlink() != old:
            assert parquet_files(data) == new_files
        raw_store_is_complete(data)
        next_run_ends_well(data, folder)
    finally:
        end_group(group)
    assert parquet_files(data) == new_files


@pytest.mark.parametrize("moment", moments(3, FIRST_KILLS), ids="{:.2f}".format)
def test_a_first_run_killed_at_any_moment_leaves_no_release_or_a_complete_one(
    moment, tmp_path, folder, complete_run
):
    data = tmp_path / "data"
    seconds, new_files = complete_run
    group = kill_after(moment * seconds, "ingest", "--from", folder, "--data", data)
    try:
        if (data / "current").is_symlink():
            assert release_faults((data / "current").resolve()) == []
        raw_store_is_complete(data)
        next_run_ends_well(data, folder)
    finally:
        end_group(group)
    assert parquet_files(data) == new_files


def test_a_killed_rebuild_keeps_the_release_that_was_there(data, complete_run):
    seconds, _ = complete_run
    before = parquet_files(data)
    group = kill_after(0.6 * seconds, "rebuild", "--data", data)
    try:
        assert parquet_files(data) == before
        assert run("rebuild", "--data", data).returncode == 0
    finally:
        end_group(group)
    assert parquet_files(data) == before


POLITE = pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM], ids=lambda by: by.name)


@POLITE
def test_a_run_that_is_asked_to_end_leaves_the_last_release(by, data, folder, complete_run):
    _, new_files = complete_run
    old = parquet_files(data)
    group = stop_at_work(data, by, "ingest", "--from", folder, "--data", data).pid
    try:
        assert parquet_files(data) == old
        next_run_ends_well(data, folder)
    finally:
        end_group(group)
    assert parquet_files(data) == new_files


@POLITE
def test_a_run_that_is_asked_to_end_leaves_no_process_behind(by, data, folder):
    """A process that lives on keeps the streams of whoever started the run open, who waits forever."""
    group = stop_at_work(data, by, "ingest", "--from", folder, "--data", data).pid
    try:
        goes_soon(-group)
    finally:
        end_group(group)


def test_a_run_that_is_interrupted_says_so_and_prints_no_traceback(data, folder, tmp_path):
    words = ("ingest", "--from", folder, "--data", data)
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        process = stop_at_work(data, signal.SIGINT, *words, out=out, err=err)
        end_group(process.pid)
    said = (tmp_path / "err").read_text("utf-8")
    assert (process.returncode, (tmp_path / "out").read_text("utf-8")) == (130, "")
    assert "Interrupted" in said
    assert "Traceback" not in said
