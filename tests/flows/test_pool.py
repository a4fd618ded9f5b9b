"""The process pool of a run, and how it ends."""

import subprocess
import sys
import time
from functools import partial

import pytest

from flows.engine.pool import pool_reader
from tasks.pipeline.workers import Workers
from tests.support.engine import wait_for
from tests.support.environment import environment


def work(folder):
    """What a process does that is at work for long."""
    (folder / "began").touch()
    time.sleep(20)
    (folder / "done").touch()


@pytest.mark.parametrize("end", [KeyboardInterrupt, ValueError])
def test_a_run_that_ends_early_does_not_wait_for_the_work_of_its_processes(tmp_path, end):
    workers = Workers(1, 1, apart=True)

    def run():
        with pool_reader(None, 0, workers):
            workers.warm_up(partial(work, tmp_path))
            wait_for((tmp_path / "began").exists, "the process")
            raise end

    with pytest.raises(end):
        run()
    assert not (tmp_path / "done").exists()


WITHIN_A_RESULT = """
import time
from functools import partial
from tasks.pipeline.workers import Workers

workers = Workers(1, 1, apart=True)
for _ in range(50):
    workers.warm_up(partial(bytes, 20_000_000))
time.sleep(2)
workers.kill()
"""
WITH_WORK_LEFT = """
import signal, time
from tasks.pipeline.workers import Workers

workers = Workers(1, 1, apart=True)
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.alarm(2)
try:
    workers.map(time.sleep, [0.5] * 100)
except KeyboardInterrupt:
    workers.kill()
"""


@pytest.mark.parametrize("work", [WITHIN_A_RESULT, WITH_WORK_LEFT], ids=["within_a_result", "with_work_left"])
def test_processes_may_be_killed_at_any_moment(work):
    """Without an endless wait, and without a word."""
    done = subprocess.run(
        [sys.executable, "-c", work], env=environment(), capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
