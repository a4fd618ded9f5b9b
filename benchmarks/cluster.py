"""What an object store and a Dask cluster cost beside a folder and a process pool, on one machine.

    python -m benchmarks.cluster [--questions N]

Each way rebuilds the same corpus from its raw store, with two workers. Processor seconds are those of the
command and of all processes that it started, the engine's server included, the object server not.
"""

import argparse
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from benchmarks.corpus import MAIN, write
from tasks.common.workers import Workers
from tasks.pipeline.inputs import release_inputs
from tasks.pipeline.reading import ShardReader
from tasks.pipeline.shards import split_into_shards
from tasks.raw import RawStore
from tasks.raw.storage import Storage, open_storage
from tasks.release.published.folders import current_release
from tasks.release.published.manifest import file_facts
from tests.support.command import command
from tests.support.environment import environment
from tests.support.object_server import object_server

STEPS = ("Reading pages", "Linking questions", "Building and checking")
WORKERS = {"SENATE_WORKERS": "2"}


def spent() -> float:
    """Return the processor seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(name: str, words: list[str], variables: Mapping[str, str]) -> None:
    """Run a command and print what it took."""
    cpu, wall = spent(), time.perf_counter()
    subprocess.run(words, env=environment(**WORKERS, **variables), stdout=subprocess.DEVNULL, check=True)
    print(f"{name:<40}{spent() - cpu:>9.1f}{time.perf_counter() - wall:>9.1f}", flush=True)


def steps(words: list[str], variables: Mapping[str, str]) -> None:
    """Run a command and print how long each of its steps took, by its log."""
    env = environment(**WORKERS, **variables, SENATE_LOG_FORMAT="json")
    begun = time.time()
    done = subprocess.run(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    rows = [json.loads(line) for line in done.stderr.decode().splitlines() if line.startswith("{")]
    moments = [(datetime.fromisoformat(row["at"]).timestamp(), row["message"]) for row in rows]
    shown = [(begun, "start"), *((at, said) for at, said in moments if said.startswith(STEPS))]
    for (at, said), (end, _) in pairwise([*shown, (time.time(), "")]):
        print(f"  {said:<38}{'':>9}{end - at:>9.1f}", flush=True)


def digests(data: Path) -> dict[str, str]:
    """Return the SHA-256 of each table, but for that of the runs."""
    release = current_release(data)
    found = release.glob("*.parquet") if release else ()
    return {path.name: file_facts(path)[1] for path in found if path.name != "runs.parquet"}


def copied(source: Path, target: Storage) -> None:
    """Copy a raw store to an address."""
    for path in sorted(source.rglob("*.*")):
        target.upload(path.relative_to(source).as_posix(), path)


def stores(local: RawStore, remote: RawStore) -> None:
    """Print what listing and reading all pages takes."""
    for name, store in (("folder", local), ("object store", remote)):
        cpu, wall = time.process_time(), time.perf_counter()
        hashes = list(store.hashes())
        listed = time.perf_counter() - wall
        pages = sum(1 for _ in store.pages(hashes))
        each = (time.process_time() - cpu) / pages * 1000
        rest = time.perf_counter() - wall - listed
        print(f"{name:<16} listed in {listed:.2f} s; {pages / rest:,.0f} pages/s, {each:.2f} ms CPU a page")


def reading(store: RawStore) -> None:
    """Print what reading and putting together the questions of some pages takes, and what is sent back."""
    shards = split_into_shards(release_inputs(list(store.entries()), 8_000_000).captures, {})[:20]
    reader = ShardReader(store, 8_000_000)
    reader.read(shards[:3], {}, Workers(0))
    begun = time.process_time()
    done = reader.read(shards, {}, Workers(0))
    pages = sum(len(shard.captures) for shard in shards)
    each = (time.process_time() - begun) / pages * 1000
    print(f"working on a page: {each:.2f} ms CPU, {len(pickle.dumps(done)) / pages / 1000:,.0f} kB of rows")


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--questions", type=int, default=2_500)
    questions = parser.parse_args().questions
    with tempfile.TemporaryDirectory() as folder, object_server() as server:
        top = Path(folder)
        pages = write(top / "corpus", questions, 0, MAIN)
        address = f"{server.bucket()}/raw"
        copied(top / "corpus/raw", open_storage(address))
        print(
            f"{pages:,} pages of {questions:,} questions, {os.cpu_count()} processors, "
            f"Python {sys.version.split()[0]}"
        )
        stores(RawStore(top / "corpus/raw"), RawStore(top / "none", open_storage(address)))
        reading(RawStore(top / "corpus/raw"))
        print(f"\n{'rebuild':<40}{'CPU s':>9}{'wall s':>9}")
        ways = {
            "pool": {"SENATE_RAW_STORE": str(top / "corpus/raw")},
            "pool, object store": {"SENATE_RAW_STORE": address, **server.variables},
            "dask": {"SENATE_RAW_STORE": str(top / "corpus/raw"), "SENATE_RUNNER": "dask"},
            "dask, object store": {"SENATE_RAW_STORE": address, "SENATE_RUNNER": "dask", **server.variables},
        }
        for name, variables in ways.items():
            timed(name, command("rebuild", "--data", top / name), variables)
        steps(command("rebuild", "--data", top / "pool"), ways["pool"])
        same = {name: digests(top / name) == digests(top / "pool") for name in ways}
        print(f"tables byte for byte the same: {'yes' if all(same.values()) else same}")


if __name__ == "__main__":
    main()
