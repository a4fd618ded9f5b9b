"""Work in processes of their own: an item that kills its process, or hangs, fails alone.

Each process has its own pipe and one item at a time, so when it ends, its item is known. With a queue for all
processes, as in `concurrent.futures` and `pebble`, one that is killed while it returns a result blocks the
others.
"""

import ctypes
import os
import pickle
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Self, TypeVar

from tasks.common.errors import WorkerDiedError

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE = 300.0
"""Seconds for one item; a shard takes less than one."""
_START = 300.0
"""Seconds for a process to start; on a busy machine it takes ten."""
_END = 10.0
"""Seconds for a process to end; one that waits for a lost disk cannot be killed."""
_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


class Workers:
    """Applies a function to many items in up to `processes` processes, which start when there is work.

    With none, it works in this process, which an item may kill: for a cluster, whose workers are processes
    already. `prepare` runs once in each process; `patience` is the time limit for one item, in seconds;
    another process starts for every `worth` items.
    """

    def __init__(
        self,
        processes: int,
        prepare: Callable[[], object] | None = None,
        *,
        patience: float = PATIENCE,
        worth: int = 1,
    ) -> None:
        self._most = processes
        self._prepare = prepare
        self._patience = patience
        self._worth = worth
        self._free: list[_Process] = []
        self._busy: dict[int, _Process] = {}
        self._started: list[_Process] = []

    @property
    def are_guarded(self) -> bool:
        """Whether this process survives an item that kills its own."""
        return self._most > 0

    def start(self) -> None:
        """Let a process start, if there is none, while this one prepares the work."""
        if self._most and not (self._free or self._busy or self._started):
            self._started.append(_Process(self._prepare))

    def map(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        raising: tuple[type[Exception], ...] = (),
    ) -> list[Result | Exception]:
        """The result or the error of each item: WorkerDiedError if its process died or was too slow.

        Function, items and results must be picklable. Raises errors of the types `raising`, and
        WorkerDiedError when a process cannot even start; `kill` must follow.
        """
        here = enumerate(_outcome(function, item) for item in items)
        found: dict[int, Any] = {}
        for number, outcome in self._outcomes(function, items) if self._most else here:
            if isinstance(outcome, raising):
                raise outcome
            found[number] = outcome
        return [found[number] for number in range(len(items))]

    def _outcomes(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[int, Any]]:
        """Outcomes as they come, with the numbers of their items."""
        waiting = deque(enumerate(items))
        most = min(self._most, 1 + len(items) // self._worth)
        while waiting or self._busy:
            lacking = min(most - len(self._busy), len(waiting)) - len(self._free) - len(self._started)
            self._started += [_Process(self._prepare) for _ in range(lacking)]
            while self._started:
                self._free.append(self._started.pop())
                self._free[-1].require_started()
            while waiting and self._free:
                number, item = waiting.popleft()
                self._busy[number] = self._free.pop().given((function, item), self._patience)
            yield from self._received()

    def _received(self) -> Iterator[tuple[int, Any]]:
        """What processes return next, of the one that is late first at the latest."""
        left = min(one.late_at for one in self._busy.values()) - time.monotonic()
        ready = wait([one.pipe for one in self._busy.values()], max(0.0, left))
        now = time.monotonic()
        for number, process in list(self._busy.items()):
            if process.pipe in ready or process.late_at <= now:
                outcome = process.outcome(is_late=process.pipe not in ready)
                del self._busy[number]
                self._free += [] if process.pipe.closed else [process]
                yield number, outcome

    def kill(self) -> None:
        """End the processes at once: they keep nothing."""
        for process in (*self._started, *self._free, *self._busy.values()):
            process.kill()
        self._started.clear()
        self._free.clear()
        self._busy.clear()


class _Process:
    """A process and the pipe to it, which is closed once the process has ended."""

    def __init__(self, prepare: Callable[[], object] | None) -> None:
        context = get_context("spawn")
        self.pipe, end = context.Pipe()
        self._process = context.Process(target=_serve, args=(end, prepare), daemon=True)
        resource_tracker.ensure_running()  # else `start` does it, and that unblocks Ctrl-C
        with _without_interrupts():
            self._process.start()
        end.close()
        self.late_at = 0.0

    def require_started(self) -> None:
        """Wait until it can work; raises WorkerDiedError when it cannot, and what `prepare` raises."""
        outcome = self.outcome(is_late=not self.pipe.poll(_START))
        if isinstance(outcome, WorkerDiedError):
            raise WorkerDiedError(f"A process for reading pages did not start. {outcome}")
        if isinstance(outcome, Exception):
            raise outcome

    def given(self, job: tuple[Callable[[Item], object], Item], patience: float) -> Self:
        """Let it work on a job."""
        self.late_at = time.monotonic() + patience
        with suppress(OSError):  # it died, as `outcome` will say
            self.pipe.send(job)
        return self

    def outcome(self, *, is_late: bool) -> object:
        """What it returns, or why it has ended: it is killed if it `is_late`."""
        if is_late:
            self.kill()
            return WorkerDiedError("It took longer than the time limit, and its process was stopped.")
        try:
            return self.pipe.recv()
        except (EOFError, OSError):  # nothing came, or half a message
            self._process.join(_END)
            self.kill()
            return WorkerDiedError(f"Its process died (exit code {self._process.exitcode}).")

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.join(_END)
        with suppress(OSError):  # another thread closes it at the same time
            self.pipe.close()


def _serve(pipe: Connection, prepare: Callable[[], object] | None) -> None:
    """Work on what comes through a pipe until its other end closes."""
    with suppress(OSError, AttributeError):  # not on Linux; a library at work may let no thread run
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    Thread(target=_end_with_parent, daemon=True).start()
    pipe.send_bytes(_pickled(_outcome(lambda _: prepare and prepare(), None)))
    with suppress(EOFError):
        while True:
            function, item = pipe.recv()
            pipe.send_bytes(_pickled(_outcome(function, item)))


def _end_with_parent() -> None:
    """End this process when its parent is killed, even in the middle of work."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _outcome(function: Callable[[Item], Any], item: Item) -> object:
    try:
        return function(item)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other items go on
        error.add_note(traceback.format_exc())  # a pickled error loses where it was raised
        return error


def _pickled(outcome: object) -> bytes:
    """An outcome in bytes; an error that cannot be restored from them becomes another one."""
    try:
        content = pickle.dumps(outcome)
        if isinstance(outcome, Exception):
            pickle.loads(content)  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - pickle raises any
        return pickle.dumps(RuntimeError(repr(outcome)))
    return content


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hide Ctrl-C, which reaches the whole group, from processes started inside; their parent ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
