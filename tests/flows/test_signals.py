"""Signals that come where Python ignores errors."""

import signal
import subprocess
import sys

import pytest

from tests.support.environment import environment

SCRIPT = """
import signal, time
from flows.console.signals import SIGNALS

class Deleted:
    def __del__(self):
        {deleting}

SIGNALS.listen()
try:
    Deleted()
    time.sleep({seconds})
except KeyboardInterrupt:
    print("interrupted by", int(SIGNALS.came))
"""


def ran(deleting: str, seconds: int) -> tuple[int, str, str]:
    """The exit code and the output of a process in which an object is deleted before a sleep."""
    words = [sys.executable, "-c", SCRIPT.format(deleting=deleting, seconds=seconds)]
    ended = subprocess.run(words, env=environment(), capture_output=True, text=True, timeout=20, check=False)
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_comes_in_a_callback_ends_the_command_too(number):
    ended = ran(f"signal.raise_signal({int(number)})", seconds=30)
    assert ended == (0, f"interrupted by {int(number)}\n", "")


def test_other_errors_in_a_callback_are_reported_as_ever():
    _, _, err = ran("raise ValueError('odd')", seconds=0)
    assert "ValueError: odd" in err
