"""Processes that are begun cheaply, and such that must end soon."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from typing import Any

from tests.support.engine import wait_for

FORKS = multiprocessing.get_context("forkserver")
"""One process imports what takes long, and is copied for each that is begun."""
FORKS.set_forkserver_preload(["tasks.raw"])

SOON = 60
"""Seconds; 1 to 4 beside four others, and 72 when the engine's server was in the group of the command."""


def goes_soon(number: int) -> None:
    """Wait until a process, or the group of a negative number, is no more."""
    wait_for(lambda: not _is_there(number), f"the end of {number}", 0.1, SOON)


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def at_work(work: Callable[..., None], *given: Any) -> Iterator[None]:
    """Another process that works until the end of the block, which kills it."""
    begun = FORKS.Event()
    process = FORKS.Process(target=_begin, args=(begun, work, given), daemon=True)
    process.start()
    try:
        assert begun.wait(SOON), "the process does not begin"
        yield
    finally:
        process.kill()
        process.join()


def _begin(begun: Event, work: Callable[..., None], given: tuple[Any, ...]) -> None:
    begun.set()
    work(*given)


def result_of(work: Callable[..., Any], *given: Any) -> Any:
    """What a function returns in another process."""
    with ProcessPoolExecutor(1, FORKS) as pool:
        return pool.submit(work, *given).result(SOON)
