"""Who reads the batches of a rebuild: a process pool on this machine, or a Dask cluster."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import opaque

from flows.runs import Job
from flows.settings import load_settings
from flows.stores import raw_store
from tasks.pipeline import road
from tasks.pipeline.endings import Endings
from tasks.pipeline.shards import Shard, Worked
from tasks.pipeline.workers import Workers

Given = TypeVar("Given")

Read = Callable[[Iterable[Sequence[Shard]], Endings], Iterator[list[Worked]]]
"""Reads batches of shards, with the endings of their pages; gives each batch in turn."""


def unsearched(value: Given) -> Given:
    """A value as a task takes it without looking for results of other tasks all through it.

    That look takes longer than most of what is done with a million rows.
    """
    return cast("Given", opaque(value))


@task(name="read", task_run_name="read-{number}", cache_policy=NO_CACHE)
def read(job: Job, shards: Sequence[Shard], endings: Endings, workers: Workers, number: int) -> list[Worked]:
    """Read the pages of a batch of shards, and put their questions together; `number` names the task run."""
    del number
    largest_page = load_settings(job.data).values.largest_page
    return road.work_on(raw_store(job.data), shards, endings, largest_page, workers)


def reader(job: Job, pages: int, *, apart: bool) -> AbstractContextManager[Read]:
    """Who reads, as the settings want it.

    Args:
        job: The run.
        pages: How many pages there are in all.
        apart: Whether no page is read in this process, since one may have taken the last run along.

    Raises:
        UsageError: When Dask is wanted and not installed.
    """
    if load_settings(job.data).values.runner == "pool":
        return _pool(job, pages, apart=apart)
    from flows.engine.cluster import cluster_reader  # noqa: PLC0415 - few runs use it, and have it installed

    return cluster_reader(job)


@contextmanager
def _pool(job: Job, pages: int, *, apart: bool) -> Iterator[Read]:
    workers = Workers(load_settings(job.data).values.workers, pages, apart=apart)
    workers.warm_up(road.get_ready)

    def read_all(batches: Iterable[Sequence[Shard]], endings: Endings) -> Iterator[list[Worked]]:
        for number, batch in enumerate(batches):
            yield read(job, unsearched(batch), unsearched(endings), workers, number)

    try:
        yield read_all
    finally:
        workers.close()
