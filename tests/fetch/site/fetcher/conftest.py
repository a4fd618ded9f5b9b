"""A stand-in site, and runs against it over one raw store."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tasks.fetch.plan import PlannedFetch, StoredState, address_states
from tasks.fetch.site.fetcher import Fetcher
from tasks.raw import LogEntry, RawStore
from tests.fetch.plan.support import page
from tests.fetch.site.support import PATIENT, client_of
from tests.support.quick_clock import QuickClock
from tests.support.site import Request, Site, World


class Runs:
    """Runs over one raw store, each with a client, a clock and a fetcher of its own."""

    def __init__(self, site: Site, folder: Path):
        self.site, self.folder, self.count = site, folder, 0
        self.clock = QuickClock()
        self.store = RawStore(folder)

    @property
    def log(self) -> list[LogEntry]:
        return list(RawStore(self.folder).entries())

    @property
    def pages(self) -> list[LogEntry]:
        return [entry for entry in self.log if entry.outcome != "robots"]

    def outcomes(self) -> list[str]:
        return [entry.outcome for entry in self.pages]

    @contextmanager
    def run(self, *, seconds=None, absent_run=99, url: str | None = None, limits=PATIENT, more=()):
        """A run that begins with what the log tells of the earlier ones."""
        url = url or self.site.url
        self.count += 1
        state = StoredState(self.clock.now(), addresses=address_states(self.log, self.clock.now()))
        run_id = f"20260302T12{self.count:04}Z-aa"
        with client_of(url, *more, limits=limits, clock=self.clock) as client:
            yield Fetcher(client, url, self.store, run_id, state, self.clock, seconds, absent_run)

    def fetch(self, planned: Sequence[PlannedFetch], **options) -> Fetcher:
        with self.run(**options) as fetcher:
            fetcher.fetch(planned)
        return fetcher


@pytest.fixture(scope="module")
def world() -> World:
    return World(gaps=0.0)


@pytest.fixture
def runs(site: Site, tmp_path: Path) -> Runs:
    return Runs(site, tmp_path / "raw")


NOWHERE = 1000
"""A number far above those of the site."""


def above(number: int) -> Callable[[Request], bool]:
    """Whether a request is for a question with a higher number."""
    return lambda request: request.question_id is not None and int(request.question_id[2:]) > number


def new(count: int, first: int = NOWHERE) -> list[PlannedFetch]:
    """So many numbers that are not there, sought as new ones."""
    return wanted(*range(first, first + count), reason="new_number")


def wanted(*numbers: int, reason: str = "backfill", **others) -> list[PlannedFetch]:
    return [PlannedFetch(page(number, **others), reason) for number in numbers]
