"""Work in processes of their own: an item that kills its process, or hangs, fails alone.

Each process has its own pipe and one item at a time, so when it ends, its item is known. With a queue for all
processes, as in `concurrent.futures` and `pebble`, one that is killed while it returns a result blocks the
others.
"""

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
from typing import Any, TypeVar

from tasks.common.errors import WorkerDiedError

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE = 300.0
"""Seconds for one item; a shard takes less than one."""
_START = 300.0
"""Seconds for a process to start; on a busy machine it takes ten."""
_END = 10.0
"""Seconds for a process to end; one that waits for a lost disk cannot be killed."""
_STARTING = -1
"""In place of the number of an item."""


class Workers:
    """Applies a function to many items in up to `processes` processes, which start when there is work.

    With none, it works in this process, which an item may kill: for a cluster, whose workers are processes
    already. `prepare` runs once in each process; `patience` is the time limit for one item, in seconds.
    """

    def __init__(
        self, processes: int, prepare: Callable[[], object] | None = None, *, patience: float = PATIENCE
    ) -> None:
        self._most = processes
        self._prepare = prepare
        self._patience = patience
        self._processes: list[_Process] = []

    @property
    def are_guarded(self) -> bool:
        """Whether this process survives an item that kills its own."""
        return self._most > 0

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
        found: dict[int, Result | Exception] = {}
        for number, outcome in self._outcomes(function, items) if self._most else _here(function, items):
            if isinstance(outcome, raising):
                raise outcome
            found[number] = outcome
        return [found[number] for number in range(len(items))]

    def _outcomes(
        self, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[int, Any]]:
        """Outcomes as they come, with the numbers of their items."""
        waiting = deque(enumerate(items))
        while True:
            free = [one for one in self._processes if one.number is None]
            for process in free[: len(waiting)]:
                process.give(*waiting.popleft(), function, self._patience)
            if not waiting and all(one.number in {None, _STARTING} for one in self._processes):
                return
            starting = sum(one.number == _STARTING for one in self._processes)
            for _ in range(min(self._most - len(self._processes), len(waiting) - starting)):
                self._processes.append(_Process(self._prepare))
            yield from self._received([one for one in self._processes if one.number is not None])

    def _received(self, busy: "Sequence[_Process]") -> Iterator[tuple[int, Any]]:
        """What processes return next; those that died or are late are dropped."""
        soonest = min(one.late_at for one in busy) - time.monotonic()
        ready = wait([one.pipe for one in busy], max(0.0, soonest))
        now = time.monotonic()
        for process in busy:
            if process.pipe not in ready and process.late_at > now:
                continue
            number, outcome = process.number, process.outcome(is_late=process.pipe not in ready)
            if process.has_ended:
                self._processes.remove(process)
            if number == _STARTING and process.has_ended:
                raise WorkerDiedError(f"A process for reading pages did not start. {outcome}")
            if number is not None and number != _STARTING:
                yield number, outcome

    def kill(self) -> None:
        """End the processes at once: they keep nothing."""
        while self._processes:
            self._processes.pop().kill()


class _Process:
    """A process and the pipe to it; `number` is that of its item, None when it is free."""

    def __init__(self, prepare: Callable[[], object] | None) -> None:
        context = get_context("spawn")
        self.pipe, end = context.Pipe()
        self.process = context.Process(target=_serve, args=(end, prepare), daemon=True)
        resource_tracker.ensure_running()  # else `start` does it, and that unblocks Ctrl-C
        with _without_interrupts():
            self.process.start()
        end.close()
        self.number: int | None = _STARTING
        self.late_at = time.monotonic() + _START
        self.has_ended = False

    def give(self, number: int, item: Item, function: Callable[[Item], Any], patience: float) -> None:
        """Let it work on an item."""
        self.number, self.late_at = number, time.monotonic() + patience
        with suppress(BrokenPipeError):  # it died, as `outcome` will say
            self.pipe.send((function, item))

    def outcome(self, *, is_late: bool) -> object:
        """What it returns, or why it has ended: it is killed if it `is_late`."""
        if is_late:
            self.kill()
            return WorkerDiedError("It took longer than the time limit, and its process was stopped.")
        self.number = None
        try:
            return self.pipe.recv()
        except (EOFError, ConnectionError):
            self.process.join(_END)
            self.kill()
            return WorkerDiedError(f"Its process died (exit code {self.process.exitcode}).")

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join(_END)
        self.pipe.close()
        self.has_ended = True


def _serve(pipe: Connection, prepare: Callable[[], object] | None) -> None:
    """Work on what comes through a pipe until its other end closes."""
    Thread(target=_end_with_parent, daemon=True).start()
    if prepare:
        prepare()
    pipe.send(None)
    with suppress(EOFError):
        while True:
            function, item = pipe.recv()
            pipe.send_bytes(_pickled(_outcome(function, item)))


def _end_with_parent() -> None:
    """End this process when its parent is killed, even in the middle of work."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _here(function: Callable[[Item], Any], items: Sequence[Item]) -> Iterator[tuple[int, Any]]:
    return ((number, _outcome(function, item)) for number, item in enumerate(items))


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
