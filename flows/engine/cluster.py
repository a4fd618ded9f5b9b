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

from flows.engine.pool import Reader
from tasks.common.errors import ClusterError, StorageError, UnreachableError, UsageError
from tasks.common.version import Fingerprint, differences, fingerprints
from tasks.common.workers import Workers
from tasks.pipeline.reading import ShardReader
from tasks.pipeline.shards import Shard, Worked
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
"""Batches per thread of the cluster: one is read while the next waits, and few results pile up."""
_PATIENCE = 30
"""Seconds for a scheduler to respond, and to have a worker."""


@task(name="read", task_run_name="read-{number}", cache_policy=NO_CACHE, persist_result=False)
def read_remotely(batch: Batch, number: int) -> list[Worked]:
    """Read a batch on a worker; `number` names the task run."""
    del number
    return batch()


@dataclass(frozen=True, slots=True)
class ReadJob:
    """What a worker on another machine needs to read as this one would.

    `probe` is a page that can be read here; `made_by` decides the tables here.
    """

    reader: ShardReader
    probe: str | None
    made_by: Fingerprint

    def work_on(self, shards: Sequence[Shard]) -> list[Worked]:
        """Work on shards, if this machine can read the store and would make the same tables."""
        self._check(socket.gethostname())
        return self.reader.read(shards, Workers(0))

    def _check(self, here: str) -> None:
        if others := ", ".join(differences(self.made_by, fingerprints()["tables"])):
            raise UsageError(
                f"The worker on {here} would make different tables from this run, since it differs in "
                f"{others}. Install the same versions on both."
            )
        try:
            if self.probe:
                self.reader.store.get(self.probe)
        except StorageError as error:
            place = self.reader.store.place
            raise UnreachableError(
                f"The worker on {here} cannot read the raw store in {place}: {error} Put it "
                "at an address that all workers can reach (setting raw_store)."
            ) from error


@contextmanager
def cluster_reader(reader: ShardReader, runner: str, workers: int) -> Iterator[Reader]:
    """Read on a running cluster, or on a local one that ends with the block.

    `runner` is the setting, 'dask' or 'dask:ADDRESS'; a local cluster has as many processes as `workers`.
    Raises ClusterError when it cannot be reached, has no workers, or they die.
    """
    address = runner.partition(":")[2]
    with _runner(address, workers) as connected:
        yield partial(_read_batches, reader, address, connected)


def _read_batches(
    reader: ShardReader, address: str, runner: DaskTaskRunner, batches: Iterable[Sequence[Shard]]
) -> Iterator[list[Worked]]:
    """Each batch in turn; some are submitted ahead."""
    probe: str | None = None
    waiting: deque[Any] = deque()
    for number, shards in enumerate(batches):
        # A page that can be read here: a worker that cannot read it uses another store.
        hashes = (capture.sha256 for shard in shards for capture in shard.captures)
        probe = probe or next((sha256 for sha256 in hashes if reader.store.is_complete(sha256)), None)
        job = ReadJob(reader, probe, fingerprints()["tables"])
        batch = partial(job.work_on, shards)
        waiting.append(runner.submit(read_remotely, {"batch": batch, "number": number}))
        while len(waiting) > _AHEAD * max(1, sum(runner.client.nthreads().values())):
            yield _result(waiting.popleft(), address)
    while waiting:
        yield _result(waiting.popleft(), address)


@contextmanager
def _runner(address: str, workers: int) -> Iterator[DaskTaskRunner]:
    """A runner with at least one worker."""
    own = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": ":0"}
    own["silence_logs"] = logging.CRITICAL
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # errors that matter are raised here
    where: dict[str, Any] = {"address": address} if address else {"cluster_kwargs": own}
    with DaskTaskRunner(**where, client_kwargs={"timeout": _PATIENCE}) as runner:
        try:
            runner.client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(
                f"There is no Dask scheduler with workers at {address or 'this machine'}: {error}. Start it, "
                "or use the address that it prints, such as dask:tcp://host:8786."
            ) from error
        yield runner


def _result(future: Any, address: str) -> list[Worked]:  # noqa: ANN401 - typed by neither package
    try:
        worked: list[Worked] = future.result()
    except (KilledWorker, CancelledError, OSError) as error:
        raise ClusterError(
            f"The Dask cluster at {address or 'this machine'} gave up on a batch: {error} Its workers may "
            "need more memory, or a page crashes them: a run without --runner dask finds and quarantines it."
        ) from error
    return worked
