"""Reading batches in processes of this machine."""

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import opaque

from tasks.pipeline.endings import Endings
from tasks.pipeline.reading import load_vocabularies, read_shards
from tasks.pipeline.shards import Shard, Worked
from tasks.pipeline.workers import Workers
from tasks.raw import RawStore

Given = TypeVar("Given")


def as_it_is(value: Given) -> Given:
    """A value that the engine passes to a task without searching it for results of other tasks.

    That search takes longer than most work on a million rows.
    """
    return cast("Given", opaque(value))


@task(name="read", task_run_name="read-{number}", cache_policy=NO_CACHE)
def read(  # noqa: PLR0913, PLR0917 - what reading depends on
    store: RawStore,
    shards: Sequence[Shard],
    endings: Endings,
    largest_page: int,
    workers: Workers,
    number: int,
) -> list[Worked]:
    """Read the pages of a batch of shards and extract from them; `number` names the task run."""
    del number
    return read_shards(store, shards, endings, largest_page, workers)


class PoolReader:
    """Reads in a process pool, for a `with` block."""

    def __init__(self, store: RawStore, largest_page: int, workers: Workers) -> None:
        self._store, self._largest_page, self._workers = store, largest_page, workers

    def read(self, batches: Iterable[Sequence[Shard]], endings: Endings) -> Iterator[list[Worked]]:
        """Each batch in turn, without the shared endings of its pages."""
        for number, batch in enumerate(batches):
            given = as_it_is(batch), as_it_is(endings)
            yield read(self._store, *given, self._largest_page, self._workers, number)

    def __enter__(self) -> Self:
        self._workers.warm_up(load_vocabularies)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.close()
