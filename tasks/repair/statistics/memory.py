"""What is worked out once and looked up ever after, within bounds: the same words come on page after page."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 60_000
"""Entries of one memory; they are forgotten together, and worked out again."""

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
    """Have a function called when everything is forgotten."""
    _forgetting.append(clear)


def forget() -> None:
    """Empty all memories of repair, as at the start of the program; results are the same with or without."""
    for clear in _forgetting:
        clear()
