"""Reading batches in processes of this machine."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from flows.engine.tasks import task
from tasks.common.workers import Workers
from tasks.pipeline.reading import ShardReader
from tasks.pipeline.shards import Shard, Worked

Reader = Callable[[Iterable[Sequence[Shard]]], Iterator[list[Worked]]]
"""Reads each batch in turn."""


@task("read", "read-{number}")
def read(reader: ShardReader, shards: Sequence[Shard], workers: Workers, number: int) -> list[Worked]:
    """Read the pages of a batch of shards and extract from them; `number` names the task run."""
    del number
    return reader.read(shards, workers)


@contextmanager
def pool_reader(reader: ShardReader, workers: Workers) -> Iterator[Reader]:
    """Read in processes that end with the block; an error or Ctrl-C does not wait for their work."""
    workers.start()
    try:
        yield lambda batches: (read(reader, batch, workers, number) for number, batch in enumerate(batches))
    finally:
        workers.kill()
