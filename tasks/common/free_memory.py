"""Returning unused memory to the system: C libraries keep it otherwise, and so do mapped files."""

import ctypes
import mmap
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread
from weakref import WeakSet

import pyarrow as pa

_MAPPED: WeakSet[mmap.mmap] = WeakSet()
_LOCK = Lock()
_EVERY = 0.03
"""Seconds in which two processors read a hundred megabytes."""


def map_file(path: Path) -> mmap.mmap:
    """Map a file into memory for reading; raises OSError, and ValueError for an empty one."""
    with path.open("rb") as file:
        found = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with _LOCK:
        _MAPPED.add(found)
    return found


def give_back() -> None:
    """Release memory that Arrow and the C library no longer use."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # only glibc has it
    if trim:
        trim(0)


def forget_mapped() -> None:
    """Let the system take back the pages of all mapped files; it reads them again when they are needed."""
    with _LOCK:
        mapped = list(_MAPPED) if sys.platform == "linux" else []
    for one in mapped:
        one.madvise(mmap.MADV_DONTNEED)


@contextmanager
def forgetting_mapped() -> Iterator[None]:
    """Forget the pages of mapped files again and again during the block."""
    over = Event()

    def forget() -> None:
        while not over.wait(_EVERY):
            forget_mapped()

    beside = Thread(target=forget, daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()
