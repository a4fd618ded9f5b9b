"""One run at a time: a lock on the data folder that dies with its process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.errors import LockedError
from tasks.files import storage_errors


@contextmanager
def data_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder.

    The kernel drops the lock when the process ends, however it ends, so that no stale lock can remain; the
    process number in the file is for people.

    Raises:
        LockedError: When another process holds it.
        StorageError: When the folder cannot be written.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / "lock").open("a+")
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            raise LockedError(
                f"Another run (process {holder}) is at work in {folder}. Wait until it ends, or stop it."
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
