"""Calls into warcio and zipfile, which raise errors of many kinds for damaged and hostile bytes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb
from typing import TypeVar

from tasks.fetch.files.limits import BrokenOffError
from tasks.fetch.files.report import why

_LIBRARIES = sys.stdlib_module_names | {"warcio", "six"}

T = TypeVar("T")


@contextmanager
def library_call() -> Iterator[None]:
    """Turn an error of a library into BrokenOffError.

    Libraries read through streams of ours: what these raise passes as it is, also a mistake in them. Only the
    limit of recursion is reached there by a library, which calls itself for each header.
    """
    try:
        yield
    except Exception as error:
        *_, (frame, _) = walk_tb(error.__traceback__)
        module = frame.f_globals.get("__name__", "").partition(".")[0]
        if module not in _LIBRARIES and not isinstance(error, RecursionError):
            raise
        raise BrokenOffError(why(error)) from error


def from_library(items: Iterator[T]) -> Iterator[T]:
    """What a library's iterator yields; raises as `library_call`."""
    while True:
        with library_call():
            item = next(items, None)
        if item is None:
            return
        yield item
