"""One run at a time: a lock on the data folder that dies with its process."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tasks.common.errors import FileError, LockedError
from tasks.common.files import no_link, storage_errors

_LOCK = "lock"
_TRIES = 4
_PAUSE = 0.05
"""Seconds; `is_locked` holds the lock for much less."""


@contextmanager
def data_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder; raises LockedError when another process holds it.

    The kernel drops the lock whenever the process ends, so no stale lock can remain; the process number in
    the file is for people.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _LOCK
        handle = open(path, "a+", encoding="utf-8", errors="replace", opener=no_link)  # noqa: SIM115
    with handle:
        if not _acquire(handle):
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            raise LockedError(
                f"Another run (process {holder}) is active in {folder}. Wait until it ends, or stop it."
            )
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


@contextmanager
def list_lock(path: Path) -> Iterator[None]:
    """Hold the folder of a list that several data folders may share, waiting for who has it."""
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def is_locked(folder: Path) -> bool:
    """Whether a run is in progress in a data folder."""
    try:
        with open(folder / _LOCK, "rb", opener=no_link) as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except (OSError, FileError):
        return False
    return False


def _acquire(handle: IO[str]) -> bool:
    """Take the lock; False when another process holds it for longer than `is_locked` does."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        else:
            return True
    return False
