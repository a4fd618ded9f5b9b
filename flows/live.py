"""Asking the site within a flow: the plan is made, some of it is fetched, and it is made anew."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.console.progress import open_step
from flows.settings import Settings
from flows.stores import raw_store
from tasks.common.address import HOSTS
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError
from tasks.fetch.plan import PlannedFetch, StoredState
from tasks.fetch.site.agent import user_agent
from tasks.fetch.site.client import Limits, PoliteClient
from tasks.fetch.site.fetcher import Destination, Fetcher
from tasks.fetch.site.pace import Pace
from tasks.pipeline import road
from tasks.release.published.folders import undamaged_release

BATCH = 50
"""Pages after which the plan is made anew: what came may call for more."""


@dataclass(frozen=True, slots=True)
class Planner:
    """What makes the plan.

    Attributes:
        plan: From what is held to what is to be fetched.
        left: From a plan and what is held to the number of pages that it stands for.
    """

    plan: Callable[[StoredState], Sequence[PlannedFetch]]
    left: Callable[[Sequence[PlannedFetch], StoredState], int]


@dataclass
class Harvest:
    """What a run has fetched.

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
    harvester: Fetcher, planned: Sequence[PlannedFetch], advance: Callable[[], None], number: int
) -> int:
    """Fetch one batch of planned pages; `number` names the task run."""
    del number
    return harvester.fetch(planned, advance)


def harvest(  # noqa: PLR0913, PLR0917 - the whole surroundings of a run
    data: Path,
    run_id: str,
    settings: Settings,
    planner: Planner,
    clock: Clock,
    seconds: float | None,
) -> Harvest:
    """Fetch what a planner names, until it names nothing more or the time is up.

    Args:
        data: The data folder, whose lock the caller holds.
        run_id: The run.
        settings: The settings in force.
        planner: Makes the plan.
        clock: Tells the time.
        seconds: How long the site may be asked; None for as long as there is work.

    Raises:
        StorageError: When the disk is full or read-only.
    """
    store = raw_store(data)
    store.seal()
    done = Harvest()
    with polite_client(settings, clock) as client:
        state = road.held_state(store, undamaged_release(data), clock.now())
        harvester = Fetcher(client, settings.site, Destination(store, run_id), state, clock, seconds)
        try:
            _fetch_all(harvester, planner, done)
        except SourceUnavailableError as error:
            done.stopped = error
        finally:
            store.seal()
        done.outcomes, done.requests = dict(harvester.outcomes), client.requests
        done.notes += harvester.notes
    return done


def _fetch_all(harvester: Fetcher, planner: Planner, done: Harvest) -> None:
    planned = harvester.wanted(planner.plan(harvester.state))
    number = 0
    with open_step("Asking the site") as shown:
        while planned and not harvester.is_over:
            shown.expect(planner.left(planned, harvester.state))
            fetch(harvester, planned[:BATCH], shown.advance, number)
            number += 1
            planned = harvester.wanted(planner.plan(harvester.state))
    if planned:
        done.notes.append(f"The time for this run is up; {len(planned):,} pages are left to the next one.")


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
