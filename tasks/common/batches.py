"""Work in batches."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

BATCH_BYTES = 16_000_000
"""Bytes of pages that a batch has at most, unless it is one item: what comes of them is held in memory."""


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
