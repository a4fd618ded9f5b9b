"""Bounded caches: the same words occur on page after page."""

from typing import Protocol, TypeVar

MOST = 60_000
"""Entries of one cache."""


class _Cached(Protocol):
    def cache_clear(self) -> None: ...


C = TypeVar("C", bound=_Cached)
_caches: list[_Cached] = []


def forgetting(cached: C) -> C:
    """Register a cached function whose cache is emptied when everything is forgotten."""
    _caches.append(cached)
    return cached


def forget() -> None:
    """Empty all caches of repair; results are the same with or without them."""
    for cached in _caches:
        cached.cache_clear()
