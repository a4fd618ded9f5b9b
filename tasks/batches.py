"""Work in batches, and batches on several processors."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_POOL = 200
"""Starting processes takes longer than reading fewer pages than this."""


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Consecutive lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def weighed_batches(
    items: Iterable[Item], size: int, weight: Callable[[Item], int], most: int
) -> Iterator[list[Item]]:
    """Consecutive lists of at most `size` items that weigh no more than `most` together, or of one item.

    Args:
        items: What is parted; never more of it than one batch is held.
        size: Most items of a batch.
        weight: What an item weighs, as bytes in memory.
        most: Most weight of a batch.
    """
    batch: list[Item] = []
    weighed = 0
    for item in items:
        if batch and (len(batch) == size or weighed + weight(item) > most):
            yield batch
            batch, weighed = [], 0
        batch.append(item)
        weighed += weight(item)
    if batch:
        yield batch


class Workers:
    """Applies a function to many items, in their order, on several processors when it is worth it.

    Args:
        processes: How many processes.
        expected: How many items are to come in all; for few no process is started.
    """

    def __init__(self, processes: int, expected: int) -> None:
        worth_it = processes > 1 and expected >= WORTH_A_POOL
        self._pool = ProcessPoolExecutor(processes, get_context("spawn")) if worth_it else None

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """The results in the order of the items, one after the other given to whoever is free.

        The function and the items must be picklable, and an item worth the way to another process.
        """
        if self._pool is None:
            return [function(item) for item in items]
        return list(self._pool.map(function, items))

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
