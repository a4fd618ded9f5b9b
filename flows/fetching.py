"""Fetching pages from the site: a plan is made, some of it is fetched, and it is made anew."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.console.progress import open_step
from flows.run import Run
from flows.settings import Settings
from tasks.common.address import HOSTS
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError
from tasks.fetch.plan import PlannedFetch, Range, plan, plan_backfill, requests_left
from tasks.fetch.site.agent import user_agent
from tasks.fetch.site.client import Limits, PoliteClient
from tasks.fetch.site.fetcher import Destination, Harvester
from tasks.fetch.site.pace import Pace
from tasks.release.known_questions import held_state
from tasks.release.published.folders import undamaged_release

BATCH = 50
"""Pages after which the plan is made anew: what came may call for more."""


@dataclass
class Fetched:
    """What came from the site.

    Attributes:
        outcomes: How many answers were what.
        requests: How many requests were sent, with repeated tries and redirects.
        notes: Sentences on what was left out.
        stopped: Why the site could not be asked any further.
    """

    outcomes: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    notes: list[str] = field(default_factory=list)
    stopped: SourceUnavailableError | None = None


@task(name="fetch", task_run_name="fetch-{number}", cache_policy=NO_CACHE)
def fetch(
    fetcher: Harvester, planned: Sequence[PlannedFetch], advance: Callable[[], None], number: int
) -> int:
    """Fetch one batch of planned pages; `number` names the task run."""
    del number
    return fetcher.fetch(planned, advance)


def fetch_pages(run: Run, wanted: Range | None) -> Fetched:
    """Fetch what the plan names, until it names nothing more or the time is up.

    Args:
        run: The run.
        wanted: The numbers to fetch, however long that takes; None for what is due, as far as a night's time
            allows.

    Raises:
        StorageError: When the disk is full or read-only.
    """
    run.store.seal()
    fetched = Fetched()
    seconds = None if wanted else run.settings.night_minutes * 60
    with polite_client(run.settings, run.clock) as client:
        state = held_state(run.fetch_log(), undamaged_release(run.data), run.clock.now())
        run.log_has_grown()
        to = Destination(run.store, run.run_id)
        fetcher = Harvester(client, run.settings.site, to, state, run.clock, seconds)
        try:
            _fetch_all(fetcher, wanted, run.settings.absent_run, fetched)
        except SourceUnavailableError as error:
            fetched.stopped = error
        finally:
            run.store.seal()
        fetched.outcomes, fetched.requests = dict(fetcher.outcomes), client.requests
        fetched.notes += fetcher.notes
    return fetched


def _fetch_all(fetcher: Harvester, wanted: Range | None, absent_run: int, fetched: Fetched) -> None:
    planned = _planned(fetcher, wanted, absent_run)
    number = 0
    with open_step("Asking the site") as shown:
        while planned and not fetcher.is_over:
            shown.expect(requests_left(planned, fetcher.state) if wanted else len(planned))
            fetch(fetcher, planned[:BATCH], shown.advance, number)
            number += 1
            planned = _planned(fetcher, wanted, absent_run)
    if planned:
        fetched.notes.append(f"The time for this run is up; {len(planned):,} pages are left to the next one.")


def _planned(fetcher: Harvester, wanted: Range | None, absent_run: int) -> list[PlannedFetch]:
    """What is still to be fetched, with all that has come so far."""
    state = fetcher.state
    planned = plan_backfill(state, wanted, absent_run) if wanted else plan(state, absent_run)
    return fetcher.wanted(planned)


@contextmanager
def polite_client(settings: Settings, clock: Clock) -> Iterator[PoliteClient]:
    """A client as the settings want it.

    Raises:
        UsageError: When there is no contact to name.
    """
    host = urlsplit(settings.site).netloc.lower()
    with PoliteClient(
        user_agent(settings.contact),
        Pace(1 / settings.requests_per_second),
        clock,
        HOSTS | {host},
        Limits(largest=settings.largest_page),
    ) as client:
        yield client
