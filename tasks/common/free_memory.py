"""Returning unused memory to the system: C libraries keep it otherwise."""

import ctypes

import pyarrow as pa


def give_back() -> None:
    """Release memory that Arrow and the C library no longer use."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # only glibc has it
    if trim:
        trim(0)
