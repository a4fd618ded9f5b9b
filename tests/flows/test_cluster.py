"""Batches on a Dask cluster: the same bytes as the process pool gives, and a sentence when it cannot be."""

import os
import shutil
import sys
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module

import fsspec
import pytest

from tasks.common.errors import ClusterError, UnreachableError, UsageError
from tasks.common.version import fingerprints
from tasks.pipeline.reading import ShardReader
from tasks.raw import RawStore
from tests.support.command import is_clear, refusal_of, run_apart, succeed
from tests.support.engine import free_port, listens, running
from tests.support.environment import environment
from tests.support.runs import many_questions, page_files, parquet_files
from tests.support.sources import lay_out

QUESTIONS = 24
SMALL_BATCHES = {"SENATE_BATCH_SIZE": "8", "SENATE_WORKERS": "2"}
ON_CLUSTER = {**SMALL_BATCHES, "SENATE_ENGINE": "prefect"}


@pytest.fixture(scope="module")
def pooled(tmp_path_factory):
    """A data folder that a process pool filled."""
    top = tmp_path_factory.mktemp("pooled")
    folder = lay_out(top / "pages", page_files(many_questions(QUESTIONS)))
    succeed("ingest", "--from", folder, "--data", top / "data", env=SMALL_BATCHES)
    return top / "data"


@pytest.fixture
def cluster():
    """The module, which takes seconds to import: every process of a test run collects this file."""
    return import_module("flows.engine.cluster")


@contextmanager
def scheduler(env):
    """The address of a scheduler without workers."""
    port = free_port()
    words = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
    with running([sys.executable, "-m", *words], lambda: listens(port), "the scheduler", env=env):
        yield f"tcp://127.0.0.1:{port}"


@pytest.mark.long
def test_a_cluster_of_this_machine_gives_the_bytes_of_the_pool(pooled, tmp_path):
    shutil.copytree(pooled / "raw", tmp_path / "data/raw")
    done = run_apart("rebuild", "--runner", "dask", "--data", tmp_path / "data", env=ON_CLUSTER)
    assert (done.returncode, done.stderr) == (0, "")
    assert parquet_files(tmp_path / "data") == parquet_files(pooled)


@pytest.mark.long
def test_workers_that_know_an_address_alone_give_the_bytes_of_the_pool(pooled, objects, tmp_path):
    address = f"{objects.bucket()}/raw"
    fsspec.filesystem("s3").put(f"{pooled}/raw/", f"{address}/", recursive=True)
    there = environment(**objects.variables)
    env = {"SENATE_RAW_STORE": address, **objects.variables, **ON_CLUSTER}
    with scheduler(there) as found:
        worker = f"distributed.cli.dask_worker {found} --no-dashboard --nthreads 1".split()
        words = [sys.executable, "-m", *worker]
        with ExitStack() as stack:
            for _ in range(2):
                stack.enter_context(running(words, lambda: True, "a worker", env=there))
            done = run_apart("rebuild", "--runner", f"dask:{found}", "--data", tmp_path / "data", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert parquet_files(tmp_path / "data") == parquet_files(pooled)
    assert not (tmp_path / "data/raw").exists()


@pytest.mark.long
def test_a_cluster_that_is_not_there_is_1_and_reported(pooled, tmp_path):
    shutil.copytree(pooled / "raw", tmp_path / "data/raw")
    address = f"tcp://127.0.0.1:{free_port()}"
    done = run_apart("rebuild", "--runner", f"dask:{address}", "--data", tmp_path / "data", env=ON_CLUSTER)
    assert (done.returncode, done.stdout, is_clear(done)) == (1, "", True)
    assert address in done.stderr
    assert not (tmp_path / "data/current").exists()


def test_a_runner_that_nobody_knows_is_2(tmp_path):
    assert "runner" in refusal_of("rebuild", "--runner", "ray", "--data", tmp_path)


def reader(folder):
    return ShardReader(RawStore(folder), 1_000)


@pytest.mark.long
def test_a_worker_with_other_code_or_libraries_gives_nothing(cluster, tmp_path):
    here = fingerprints()["tables"]
    for name in ("code", "lxml"):
        with pytest.raises(UsageError, match="its code or data" if name == "code" else "lxml 0.1 →"):
            cluster.ReadJob(reader(tmp_path), None, {**here, name: "0.1"}).work_on([])


@pytest.mark.long
def test_a_worker_that_sees_another_store_gives_nothing(cluster, tmp_path):
    sha256 = RawStore(tmp_path / "here").put(b"page")
    with pytest.raises(UnreachableError, match=r"there.*raw_store"):
        cluster.ReadJob(reader(tmp_path / "there"), sha256, fingerprints()["tables"]).work_on([])
    assert cluster.ReadJob(reader(tmp_path / "here"), sha256, fingerprints()["tables"]).work_on([]) == []


@pytest.mark.long
def test_a_batch_of_which_worker_after_worker_dies_is_reported(cluster):
    told = []
    dask = import_module("distributed")
    with (
        suppress(AssertionError),  # of a cluster that closes while it starts a worker anew
        dask.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=50
        ) as workers,
        dask.Client(workers, set_as_default=False) as client,
    ):
        with pytest.raises(ClusterError, match="this machine") as raised:
            cluster._result(client.submit(os._exit, 1), "")
        told.append(raised)
    assert len(told) == 1
