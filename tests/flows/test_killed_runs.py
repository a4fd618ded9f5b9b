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


@pytest.fixture(scope="module")
def complete_runs(small_data, folder, tmp_path_factory):
    """How long an ingest takes that nobody kills, and the Parquet files that each kind of run gives."""
    data, first = (tmp_path_factory.mktemp(name) / "data" for name in ("complete", "first"))
    copy_data(small_data, data)
    began = time.monotonic()
    done = run_apart("ingest", "--from", folder, "--data", data)
    assert done.returncode == 0, done.stderr
    seconds = time.monotonic() - began
    next_run_ends_well(first, "ingest", "--from", folder)
    made = {("ingest", True): data, ("ingest", False): first, ("rebuild", True): small_data}
    return seconds, {kind: parquet_files(folder) for kind, folder in made.items()}


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


def next_run_ends_well(data: Path, *words: object) -> None:
    done = succeed(*words, "--data", data)
    assert "published" in done.stdout or "unchanged" in done.stdout
    assert list((data / "releases").glob(".building-*")) == []
    assert list(data.glob(".current.*")) == []
    assert release_faults((data / "current").resolve()) == []


KILLED = [
    *(("ingest", True, moment) for moment in moments(2, KILLS)),
    *(("ingest", False, moment) for moment in moments(3, FIRST_KILLS)),
    ("rebuild", True, 0.6),
]
"""The command, whether there is a release before it, and the share of its time after which it is killed."""


@pytest.mark.parametrize("case", KILLED, ids=str)
def test_a_run_killed_at_any_moment_leaves_the_old_release_or_the_new_one(
    case, small_data, tmp_path, folder, complete_runs
):
    (command, has_release, moment), (seconds, files) = case, complete_runs
    data, new_files = tmp_path / "data", files[command, has_release]
    words = ("ingest", "--from", folder) if command == "ingest" else ("rebuild",)
    if has_release:
        copy_data(small_data, data)
    group = kill_after(moment * seconds, *words, "--data", data)
    try:
        if has_release or (data / "current").is_symlink():
            assert release_faults((data / "current").resolve()) == []
            is_old = has_release and (data / "current").readlink() == (small_data / "current").readlink()
            assert is_old or parquet_files(data) == new_files
        raw_store_is_complete(data)
        next_run_ends_well(data, *words)
    finally:
        end_group(group)
    assert parquet_files(data) == new_files
