"""What fetching costs beside bare requests, and how fast an archive is read.

    python -m benchmarks.fetching [PAGES]

The site is the tests' stand-in, in a process of its own; it answers at once, or after some milliseconds as a
server far away does. The polite pause is left out: it is the same for both.
"""

import multiprocessing
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from io import BytesIO
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import requests
from typer import Argument
from warcio.archiveiterator import ArchiveIterator

from benchmarks.common import best, command, described
from tasks.common.address import QuestionAddress
from tasks.fetch.files import SourceReport, incoming_pages
from tasks.fetch.plan import PlannedFetch, StoredState
from tasks.fetch.site.client import PoliteClient, Request
from tasks.fetch.site.fetcher import Fetcher
from tasks.fetch.site.pace import Pace
from tasks.raw import RawStore
from tasks.raw.export import export_warc
from tests.support.quick_clock import QuickClock
from tests.support.site import Site, World

DAY = date(2026, 6, 1)
LATENCIES = (0.0, 0.05, 0.2)
ROUNDS = 3


def serve(latency: float, ends: Connection) -> None:
    """Serve the world until the other end says that it is over."""
    with Site(World(already=800, gaps=0)) as site:
        site.today, site.latency = DAY, latency
        ends.send(site.url)
        ends.recv()


@contextmanager
def site_of(latency: float) -> Iterator[str]:
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(latency, there))
    server.start()
    try:
        yield here.recv()
    finally:
        here.send("end")
        server.join()


def url_of(site: str, address: QuestionAddress) -> str:
    return f"{site}?{urlsplit(address.url).query}"


def bare(site: str, wanted: list[QuestionAddress]) -> None:
    """What a few lines of requests do: one session, one page after the other, nothing kept."""
    with requests.Session() as session:
        for address in wanted:
            session.get(url_of(site, address), timeout=30).raise_for_status()


def client(site: str) -> PoliteClient:
    return PoliteClient("bench/1", Pace(0.0), QuickClock(), frozenset({urlsplit(site).netloc}))


def polite(site: str, wanted: list[QuestionAddress]) -> None:
    """The client alone: limits, classification of each response, no pause."""
    with client(site) as asking:
        for address in wanted:
            assert asking.get(Request(url_of(site, address))).classification.outcome == "page"


def kept(site: str, wanted: list[QuestionAddress]) -> None:
    """All of the way into the raw store: each answer on the disk before the next is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        stored(site, wanted, Path(folder)).seal()


def stored(site: str, wanted: list[QuestionAddress], folder: Path) -> RawStore:
    """Return a raw store with the pages."""
    clock, store = QuickClock(), RawStore(folder)
    with client(site) as asking:
        fetcher = Fetcher(asking, site, store, "run", StoredState(clock.now()), clock)
        fetcher.fetch([PlannedFetch(address, "new_number") for address in wanted])
    assert fetcher.outcomes["page"] == len(wanted)
    return store


def compare_fetching(addresses: list[QuestionAddress]) -> Iterator[str]:
    yield "latency     bare requests          client       with raw store   (ms a page, times the bare ones)"
    for latency in LATENCIES:
        wanted = addresses[:: 8 if latency else 1]
        with site_of(latency) as site:
            bare(site, wanted)  # the stand-in renders each page once
            taken = [best(partial(way, site, wanted), ROUNDS)[0] for way in (bare, polite, kept)]
        base, *others = (1000 * seconds / len(wanted) for seconds in taken)
        shown = "  ".join(f"{each:8.2f} {each / base:6.2f}x" for each in others)
        yield f"{latency * 1000:5.0f} ms  {base:11.2f} ms  {shown}"


def compare_reading(addresses: list[QuestionAddress]) -> Iterator[str]:
    """Read an archive of the pages, beside warcio alone on the same file."""
    with tempfile.TemporaryDirectory() as name, site_of(0.0) as site:
        folder = Path(name)
        export_warc(stored(site, addresses, folder / "raw"), folder / "one.warc.gz")
        path = folder / "many.warc.gz"
        path.write_bytes((folder / "one.warc.gz").read_bytes() * 10)
        size, records = path.stat().st_size / 1e6, len(addresses) * 10
        packed = path.read_bytes()
        alone, _ = best(
            lambda: [one.content_stream().read() for one in ArchiveIterator(BytesIO(packed))], ROUNDS
        )
        ours, found = best(lambda: sum(1 for _ in incoming_pages(str(path), SourceReport())), ROUNDS)
    assert found == records
    yield f"\nWARC, {records:,} pages, {size:.1f} MB packed: {records / ours:,.0f} pages a second"
    yield f"warcio alone {records / alone:,.0f} a second: {ours / alone:.2f} times its time"


@command
def main(pages: Annotated[int, Argument()] = 400) -> Iterator[str]:
    yield described()
    addresses = [QuestionAddress("main", 8, number, "nl") for number in range(1, pages + 1)]
    yield from chain(compare_fetching(addresses), compare_reading(addresses))
