"""Calls of tools in a process of their own, within limits of time and memory that no query escapes."""

import resource
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import typer

from schemas.errors import SenateQuestionsError
from tasks.common.errors import UsageError, WorkerDiedError
from tasks.common.workers import Workers
from tasks.present.assistant.catalogue import impersonal_copy, temporary_folder, whole_copy
from tasks.present.assistant.tools import Tools
from tasks.release.query import reading

SECONDS = 10
BYTES = 1_200_000_000
"""Of data of the process (RLIMIT_DATA, which Linux enforces); DuckDB's own limit counts some of it only."""
_TOO_MUCH = f"It took more than {SECONDS} seconds or more memory than a call may use. Ask for less."
_FORBIDDEN = "This server was started with --no-personal: leave `personal` out."
_UNREADABLE = "No release can be read now. The reason is printed where this server was started."

_Call = tuple[Tools, str, Mapping[str, object]]
Ask = Callable[[str, Mapping[str, object]], str]
"""The answer of a tool by its name, to arguments; raises UsageError, which names no path of this machine."""


@contextmanager
def guarded_tools(release: Callable[[], Path], *, allows_personal: bool = True) -> Iterator[Ask]:
    """Answer calls one after another; `release` gives the folder of the release to read, at each call."""
    workers = Workers(1, _limit, patience=SECONDS)

    def answer(tool: str, arguments: Mapping[str, object]) -> str:
        personal = bool(arguments.get("personal"))
        if personal and not allows_personal:
            raise UsageError(_FORBIDDEN)
        workers.start()
        try:
            current = release()
            with reading(current):
                database = (whole_copy if personal else impersonal_copy)(current, folder)
        except SenateQuestionsError as error:
            raise _unreadable(error) from error
        try:
            return _outcome(workers, (Tools(current, database), tool, arguments)).replace(
                str(database.parent), "…"
            )
        except UsageError as error:
            raise UsageError(str(error).replace(str(database.parent), "…")) from error

    # A process ends with the thread that started it, so one thread stays; those of the server come and go.
    with temporary_folder() as folder, ThreadPoolExecutor(1) as thread:
        try:
            yield lambda tool, arguments: thread.submit(answer, tool, arguments).result()
        finally:
            thread.shutdown(wait=False, cancel_futures=True)
            workers.kill()


def _outcome(workers: Workers, call: _Call) -> str:
    try:
        [outcome] = workers.map(_answer, [call], (WorkerDiedError, MemoryError))
    except (WorkerDiedError, MemoryError) as error:
        workers.kill()
        raise UsageError(_TOO_MUCH) from error
    if isinstance(outcome, SenateQuestionsError) and not isinstance(outcome, UsageError):
        raise _unreadable(outcome)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _unreadable(error: SenateQuestionsError) -> UsageError:
    """Print an error, which may name paths, and return what an assistant is told."""
    typer.echo(error, err=True)
    return UsageError(_UNREADABLE)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


def _answer(call: _Call) -> str:
    tools, name, arguments = call
    return str(getattr(tools, name)(**arguments))
