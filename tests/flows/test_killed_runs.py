"""A run killed at any moment leaves the old release or the new one, whole, and the next run goes on."""

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tasks.raw import RawStore
from tests.conftest import copy_data
from tests.support.command import command, run_apart, succeed
from tests.support.environment import environment
from tests.support.runs import many_questions, page_files, parquet_files, release_faults
from tests.support.sources import lay_out

pytestmark = [pytest.mark.long, pytest.mark.first]

KILLS, FIRST_KILLS = 8, 3
PATIENCE = 300
QUESTIONS = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Pages that a killed run was to bring in."""
    return lay_out(tmp_path_factory.mktemp("killed") / "pages", page_files(many_questions(QUESTIONS)))


@pytest.fixture
def data(small_copy):
    return small_copy


@pytest.fixture(scope="module")
def complete_run(small_data, folder, tmp_path_factory):
    """How long the run takes that nobody kills, and the Parquet files that it gives."""
    data = copy_data(small_data, tmp_path_factory.mktemp("whole") / "data")
    began = time.monotonic()
    done = run_apart("ingest", "--from", folder, "--data", data)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began, parquet_files(data)


@pytest.fixture(scope="module")
def first_files(folder, tmp_path_factory):
    """The Parquet files of a first run that nobody kills."""
    data = tmp_path_factory.mktemp("first") / "data"
    next_run_ends_well(data, folder)
    return parquet_files(data)


def moments(seed: int, count: int) -> list[float]:
    """Shares of the run's time, spread over the whole of it."""
    chosen = random.Random(seed)
    return [(number + chosen.random()) / count for number in range(count)]


def kill_after(seconds: float, *words: object) -> int:
    """Start a command in a process group of its own and kill it; the group, whose rest may live on."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command(*words), env=environment(), start_new_session=True, **quiet)
    time.sleep(seconds)
    process.kill()
    process.wait(PATIENCE)
    return process.pid


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
    done = succeed("ingest", "--from", folder, "--data", data)
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
    moment, tmp_path, folder, complete_run, first_files
):
    data = tmp_path / "data"
    seconds, _ = complete_run
    group = kill_after(moment * seconds, "ingest", "--from", folder, "--data", data)
    try:
        if (data / "current").is_symlink():
            assert release_faults((data / "current").resolve()) == []
        raw_store_is_complete(data)
        next_run_ends_well(data, folder)
    finally:
        end_group(group)
    assert parquet_files(data) == first_files


def test_a_killed_rebuild_keeps_the_release_that_was_there(data, complete_run):
    seconds, _ = complete_run
    before = parquet_files(data)
    group = kill_after(0.6 * seconds, "rebuild", "--data", data)
    try:
        assert parquet_files(data) == before
        succeed("rebuild", "--data", data)
    finally:
        end_group(group)
    assert parquet_files(data) == before
