"""Splitting work into batches."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

BATCH_BYTES = 16_000_000
"""Most bytes of pages in a batch of several items: their rows stay in memory."""


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Consecutive lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def weighed_batches(
    items: Iterable[Item], size: int, weight: Callable[[Item], int], most: int
) -> Iterator[list[Item]]:
    """Consecutive lists of at most `size` items that weigh at most `most` together, or one heavier item."""
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
