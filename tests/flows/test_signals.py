"""Signals that come at a bad moment: where Python ignores errors, or while a module is loaded."""

import signal

from tests.support.command import python
from tests.support.each_case import each_case

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
    ended = python(SCRIPT.format(deleting=deleting, seconds=seconds))
    return ended.returncode, ended.stdout, ended.stderr


@each_case("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_comes_in_a_callback_ends_the_command_too(number):
    ended = ran(f"signal.raise_signal({int(number)})", seconds=30)
    assert ended == (0, f"interrupted by {int(number)}\n", "")


@each_case("by", ["SIGINT", "SIGTERM"])
def test_a_module_is_loaded_to_its_end_before_a_signal_ends_the_command(tmp_path, by):
    (tmp_path / "loaded.py").write_text(
        f"import signal, time\nsignal.raise_signal(signal.{by})\ntime.sleep(0.2)\nprint('loaded')\n",
        encoding="utf-8",
    )
    ended = ran(f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import loaded", seconds=30)
    assert ended == (0, f"loaded\ninterrupted by {int(signal.Signals[by])}\n", "")


def test_other_errors_in_a_callback_are_reported_as_ever():
    _, _, err = ran("raise ValueError('odd')", seconds=0)
    assert "ValueError: odd" in err
