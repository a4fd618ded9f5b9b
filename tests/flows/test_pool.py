"""The process pool of a run, and how it ends."""

import multiprocessing
import os
import signal
from threading import Thread

import pytest

from flows.engine.pool import pool_reader
from tasks.common.workers import Workers
from tests.support.command import python
from tests.support.engine import wait_for

WORK = """
import time, pathlib
folder = pathlib.Path({!r})
(folder / "began").touch()
time.sleep(1_000)
(folder / "done").touch()
"""
"""What a process does that is at work for long, without loading this module."""


@pytest.mark.parametrize("end", [KeyboardInterrupt, ValueError])
def test_a_run_that_ends_early_does_not_wait_for_the_work_of_its_processes(tmp_path, end):
    before = set(multiprocessing.active_children())

    def handler(*_):
        raise end

    def alarm():
        wait_for((tmp_path / "began").exists, "the process")
        os.kill(os.getpid(), signal.SIGALRM)

    def run():
        workers = Workers(1)
        with pool_reader(None, workers):
            signal.signal(signal.SIGALRM, handler)
            Thread(target=alarm, daemon=True).start()
            workers.map(exec, [WORK.format(str(tmp_path))])

    with pytest.raises(end):
        run()
    assert not (tmp_path / "done").exists()
    assert not set(multiprocessing.active_children()) - before


WITH_WORK_LEFT = """
import signal, time
from tasks.common.workers import Workers

workers = Workers(2)
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.alarm(2)
try:
    workers.map(time.sleep, [0.5] * 100)
except KeyboardInterrupt:
    workers.kill()
"""


def test_processes_may_be_killed_at_any_moment():
    """Without an endless wait, and without a word."""
    done = python(WITH_WORK_LEFT)
    assert (done.returncode, done.stderr) == (0, "")
