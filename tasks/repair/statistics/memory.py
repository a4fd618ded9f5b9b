"""Bounded caches: the same words occur on page after page."""

from collections.abc import Callable
from typing import Protocol, TypeVar

MOST = 60_000
"""Entries of one cache."""

_forgetting: list[Callable[[], None]] = []


class _Cached(Protocol):
    def cache_clear(self) -> None: ...


C = TypeVar("C", bound=_Cached)


def forgetting(cached: C) -> C:
    """Register a cached function whose cache is emptied when everything is forgotten."""
    _forgetting.append(cached.cache_clear)
    return cached


def forget() -> None:
    """Empty all caches of repair; results are the same with or without them."""
    for clear in _forgetting:
        clear()
