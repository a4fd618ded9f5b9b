"""Work on several processors."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from tasks.common.errors import WorkerDiedError

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_POOL = 200
"""Reading fewer pages than this takes less time than starting processes."""
PATIENCE = 300.0
"""Seconds for one item; a shard takes less than one."""


class Workers:
    """Applies a function to many items, in order, on several processors when that is worthwhile.

    `expected` is the number of items in all: few of them start no process, unless `apart` asks for one so
    that a worker that dies does not kill this process. `patience` is the time limit for one item, in seconds.
    """

    def __init__(
        self, processes: int, expected: int, *, apart: bool = False, patience: float = PATIENCE
    ) -> None:
        worth_it = processes > 1 and expected >= WORTH_A_POOL
        self._processes = processes if worth_it else 1
        self._apart = apart or worth_it
        self.patience = patience
        self._pool: ProcessPoolExecutor | None = None

    def warm_up(self, function: Callable[[], object]) -> None:
        """Start the processes and run a function in them, in the background."""
        if self._apart:
            pool = self._started()
            with _without_interrupts():
                for _ in range(self._processes):
                    pool.submit(function)

    def _started(self) -> ProcessPoolExecutor:
        """The pool; never made within `_without_interrupts`, since its first semaphore unblocks signals."""
        self._pool = self._pool or ProcessPoolExecutor(self._processes, get_context("spawn"), _watch_parent)
        return self._pool

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """The results in the order of the items; each item goes to the next free process.

        The function and the items must be picklable. Raises WorkerDiedError when a process dies or takes too
        long; the next call starts new ones.
        """
        if not self._apart:
            return [function(item) for item in items]
        pool = self._started()
        try:
            with _without_interrupts():
                futures = [pool.submit(function, item) for item in items]
            return [future.result(self.patience) for future in futures]
        except BrokenProcessPool as error:
            self.kill()
            raise WorkerDiedError("A process that was reading pages died.") from error
        except TimeoutError as error:
            self.kill()
            raise WorkerDiedError(f"Pages took longer than {self.patience:.0f} seconds.") from error

    def close(self) -> None:
        """End the processes when they have done what they are doing."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def kill(self) -> None:
        """Kill the processes of the pool, and no other children of this process.

        What they have not returned yet is lost.
        """
        own = getattr(self._pool, "_processes", None) or {}  # Python 3.14 has kill_workers() for this
        for process in list(own.values()):
            process.kill()
        results = getattr(self._pool, "_result_queue", None)
        if writer := getattr(results, "_writer", None):
            writer.close()  # else the pool waits for the rest of a result that was cut off
        self.close()
        self._pool = None


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hide Ctrl-C, which reaches the whole group, from processes started inside; their parent ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _watch_parent() -> None:
    """End this process when its parent is killed: it would wait for work for ever."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
