"""Bounded caches: the same words occur on page after page."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

MOST = 60_000
"""Entries of one cache."""
Result = TypeVar("Result")
_caches: list[_lru_cache_wrapper[Any]] = []


def kept(function: Callable[..., Result]) -> _lru_cache_wrapper[Result]:
    """Keep the latest results of a function until everything is forgotten."""
    cached = lru_cache(maxsize=MOST)(function)
    _caches.append(cached)
    return cached


def forget() -> None:
    """Empty all caches of repair; results are the same with or without them."""
    for cached in _caches:
        cached.cache_clear()
