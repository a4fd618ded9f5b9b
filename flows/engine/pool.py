"""Reading batches in processes of this machine."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeVar, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import opaque

from tasks.common.workers import Workers
from tasks.pipeline.reading import ShardReader
from tasks.pipeline.shards import Shard, Worked

Given = TypeVar("Given")

Reader = Callable[[Iterable[Sequence[Shard]]], Iterator[list[Worked]]]
"""Reads each batch in turn."""


def as_it_is(value: Given) -> Given:
    """A value that the engine passes to a task without searching it for results of other tasks.

    That search takes longer than most work on a million rows.
    """
    return cast("Given", opaque(value))


@task(name="read", task_run_name="read-{number}", cache_policy=NO_CACHE)
def read(reader: ShardReader, shards: Sequence[Shard], workers: Workers, number: int) -> list[Worked]:
    """Read the pages of a batch of shards and extract from them; `number` names the task run."""
    del number
    return reader.read(shards, workers)


@contextmanager
def pool_reader(reader: ShardReader, workers: Workers) -> Iterator[Reader]:
    """Read in processes that end with the block; an error or Ctrl-C does not wait for their work."""
    workers.start()
    try:
        yield partial(_read_batches, reader, workers)
    finally:
        workers.kill()


def _read_batches(
    reader: ShardReader, workers: Workers, batches: Iterable[Sequence[Shard]]
) -> Iterator[list[Worked]]:
    for number, batch in enumerate(batches):
        yield read(as_it_is(reader), as_it_is(batch), workers, number)
