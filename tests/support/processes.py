"""Processes that must end soon."""

import os
import time

SOON = 60
"""Seconds; 1 to 4 beside four others, and 72 when the engine's server was in the group of the command."""


def goes_soon(number: int) -> None:
    """Wait until a process, or the group of a negative number, is no more."""
    end = time.monotonic() + SOON
    while _is_there(number):
        assert time.monotonic() < end, f"{number} lives on"
        time.sleep(0.1)


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
