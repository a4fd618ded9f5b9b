"""Bounded caches: the same words occur on page after page."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 60_000
"""Entries of one cache; a full one is emptied."""

_forgetting: list[Callable[[], None]] = []


class Memory(dict[K, V]):
    """A dictionary that empties itself when it is full."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self._most = most
        _forgetting.append(self.clear)

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self._most:
            self.clear()
        super().__setitem__(key, value)


def forgetting(clear: Callable[[], None]) -> None:
    """Register a function to be called when everything is forgotten."""
    _forgetting.append(clear)


def forget() -> None:
    """Empty all caches of repair; results are the same with or without them."""
    for clear in _forgetting:
        clear()
