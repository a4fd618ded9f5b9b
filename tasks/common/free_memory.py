"""Memory that is no longer needed, given back to the system: C libraries keep it for themselves otherwise."""

import ctypes

import pyarrow as pa


def give_back() -> None:
    """Give back what Arrow and the C library hold and nobody uses."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc alone
    if trim:
        trim(0)
