"""Reading batches on a Dask cluster, through prefect-dask: each batch is a task of the engine."""

import logging
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.common.errors import ClusterError, StorageError, UnreachableError, UsageError
from tasks.common.version import Fingerprint, differences, fingerprints
from tasks.pipeline.endings import Endings
from tasks.pipeline.reading import read_shards
from tasks.pipeline.shards import Shard, Worked
from tasks.pipeline.workers import Workers
from tasks.raw import RawStore
from tasks.raw.storage.objects import EXTRA

try:
    from distributed import KilledWorker
    from prefect_dask.task_runners import DaskTaskRunner
except ImportError as _error:
    raise UsageError(
        f"The runner dask needs a package that is not installed: {_error}. Install {EXTRA} "
        "(in a clone: make setup-cluster)."
    ) from _error

Batch = Callable[[], list[Worked]]

_AHEAD = 2
"""Batches in the cluster for each of its threads: one is read while the next waits, and few results lie."""
_PATIENCE = 30
"""Seconds in which a scheduler must answer, and have a worker."""


@task(name="read", task_run_name="read-{number}", cache_policy=NO_CACHE, persist_result=False)
def read_there(batch: Batch, number: int) -> list[Worked]:
    """Read a batch on whichever worker it came to; `number` names the task run."""
    del number
    return batch()


@dataclass(frozen=True, slots=True)
class ReadJob:
    """What a worker on another machine must know to read as this one would.

    Attributes:
        store: The raw store.
        probe: A page that can be read there.
        made_by: What decides tables here.
        largest_page: Bytes; a larger page is set aside.
    """

    store: RawStore
    probe: str | None
    made_by: Fingerprint
    largest_page: int

    def work_on(self, shards: Sequence[Shard], endings: Endings) -> list[Worked]:
        """Work on shards, after a look whether this machine can do it as the others do.

        Raises:
            UsageError: When its code or libraries would make other tables.
            UnreachableError: When it cannot read the raw store.
        """
        self._check(socket.gethostname())
        return read_shards(self.store, shards, endings, self.largest_page, Workers(1, 1))

    def _check(self, here: str) -> None:
        others = ", ".join(differences(self.made_by, fingerprints()["tables"]))
        if others:
            raise UsageError(
                f"The worker on {here} would make other tables than this run, since it differs in {others}. "
                "Install the same on both."
            )
        try:
            if self.probe:
                self.store.get(self.probe)
        except StorageError as error:
            raise UnreachableError(
                f"The worker on {here} cannot read the raw store in {self.store.place}: {error} Let it lie "
                "at an address that all workers reach (setting raw_store)."
            ) from error


@contextmanager
def cluster_reader(
    store: RawStore, largest_page: int, runner: str, workers: int
) -> Iterator["ClusterReader"]:
    """Read on a cluster that runs, or on one of this machine that ends with us.

    Args:
        store: The raw store.
        largest_page: Bytes; a larger page is quarantined.
        runner: The setting: 'dask', or 'dask:ADDRESS'.
        workers: Processes of a cluster of our own.

    Raises:
        ClusterError: When it cannot be reached, has no workers, or they die of a batch.
    """
    address = runner.partition(":")[2]
    with _runner(address, workers) as connected:
        yield ClusterReader(store, largest_page, address, connected)


class ClusterReader:
    """Reads on a Dask cluster."""

    def __init__(self, store: RawStore, largest_page: int, address: str, runner: DaskTaskRunner) -> None:
        self._store, self._largest_page, self._address, self._runner = store, largest_page, address, runner

    def read(self, batches: Iterable[Sequence[Shard]], endings: Endings) -> Iterator[list[Worked]]:
        """Each batch in turn, with `endings` cut off its pages; some are under way ahead of it.

        Raises:
            ClusterError: When the cluster gave a batch up.
        """
        probe: str | None = None
        waiting: deque[Any] = deque()
        for number, shards in enumerate(batches):
            probe = probe or _whole_page(self._store, shards)
            job = ReadJob(self._store, probe, fingerprints()["tables"], self._largest_page)
            batch = partial(job.work_on, shards, endings)
            waiting.append(self._runner.submit(read_there, {"batch": batch, "number": number}))
            while len(waiting) > _AHEAD * _threads(self._runner):
                yield _result(waiting.popleft(), self._address)
        while waiting:
            yield _result(waiting.popleft(), self._address)


def _whole_page(store: RawStore, shards: Iterable[Shard]) -> str | None:
    """A page that can be read here, so that a worker that cannot read it sees another store."""
    hashes = (capture.sha256 for shard in shards for capture in shard.captures)
    return next((sha256 for sha256 in hashes if store.is_whole(sha256)), None)


@contextmanager
def _runner(address: str, workers: int) -> Iterator[DaskTaskRunner]:
    """A runner that is connected to workers.

    Raises:
        ClusterError: When there are none.
    """
    own = {
        "n_workers": workers,
        "threads_per_worker": 1,
        "dashboard_address": ":0",
        "silence_logs": logging.CRITICAL,
    }
    waiting = {"timeout": _PATIENCE}
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters becomes an error here
    if address:
        runner = DaskTaskRunner(address=address, client_kwargs=waiting)
    else:
        runner = DaskTaskRunner(cluster_kwargs=own, client_kwargs=waiting)
    with runner:
        try:
            runner.client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(
                f"There is no Dask scheduler with workers at {address or 'this machine'}: {error}. Start it, "
                "or give its address as it prints it, such as dask:tcp://host:8786."
            ) from error
        yield runner


def _threads(runner: DaskTaskRunner) -> int:
    """The threads of all workers that are there now, one at least."""
    threads: dict[str, int] = runner.client.nthreads()  # type: ignore[no-untyped-call]
    return max(1, sum(threads.values()))


def _result(future: Any, address: str) -> list[Worked]:  # noqa: ANN401 - typed by neither package
    """What a batch gives.

    Raises:
        ClusterError: When the cluster gave the batch up.
    """
    try:
        worked: list[Worked] = future.result()
    except (KilledWorker, CancelledError, OSError) as error:
        raise ClusterError(
            f"The Dask cluster at {address or 'this machine'} gave a batch up: {error} Its workers may need "
            "more memory, or a page takes them along: a run without --runner dask finds it and sets it aside."
        ) from error
    return worked
