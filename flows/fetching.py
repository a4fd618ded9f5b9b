"""Fetching pages from the site: plan, fetch a batch, plan again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flows.console.progress import open_step
from flows.engine.tasks import task
from flows.run import Run
from flows.settings import Settings
from tasks.common.address import HOSTS
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError
from tasks.common.logger import log
from tasks.fetch.plan import PlannedFetch, Range, plan, plan_backfill, requests_left
from tasks.fetch.plan.rules import was_answered_long_ago
from tasks.fetch.site.agent import user_agent
from tasks.fetch.site.classify import classifier_apart
from tasks.fetch.site.client import Limits, PoliteClient
from tasks.fetch.site.fetcher import Fetcher
from tasks.fetch.site.pace import Pace
from tasks.operate.health import CANARY
from tasks.release.known_questions import stored_state
from tasks.release.published.folders import undamaged_release

BATCH = 50
"""Pages between plans: new pages may call for more."""


@dataclass
class Fetched:
    """What came from the site: counts of responses by outcome, and of requests with retries and redirects.

    `notes` are sentences on what was left out; `stopped` is why fetching ended early.
    """

    outcomes: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    notes: list[str] = field(default_factory=list)
    stopped: SourceUnavailableError | None = None


@task("fetch", "fetch-{number}")
def fetch(fetcher: Fetcher, planned: Sequence[PlannedFetch], advance: Callable[[], None], number: int) -> int:
    """Fetch one batch of planned pages; `number` names the task run."""
    del number
    return fetcher.fetch(planned, advance)


def fetch_pages(run: Run, wanted: Range | None) -> Fetched:
    """Fetch the `wanted` range to its end, or what is due for the minutes of a night."""
    run.store.seal()
    fetched = Fetched()
    seconds = None if wanted else run.settings.night_minutes * 60
    with polite_client(run.settings, run.clock) as client, classifier_apart() as classifier:
        classifier(304, {}, b"")  # its process starts now, so that the first page does not seem slow
        state = stored_state(run.fetch_log(), undamaged_release(run.data), run.clock.now(), run.store)
        run.forget_log()
        surroundings = (client, run.settings.site, run.store, run.run_id, state, run.clock)
        fetcher = Fetcher(*surroundings, seconds, run.settings.absent_run, classifier)
        try:
            if not wanted:
                _look_at_canary(run, fetcher, fetched)
            _fetch_all(fetcher, wanted, fetched)
        except SourceUnavailableError as error:
            fetched.stopped = error
        finally:
            run.store.seal()
        fetched.outcomes, fetched.requests = dict(fetcher.outcomes), client.requests
        fetched.notes += fetcher.notes
    return fetched


def _look_at_canary(run: Run, fetcher: Fetcher, fetched: Fetched) -> None:
    """Compare the first page, if answered long ago, with the stored copy; report a difference at once."""
    check = next((one for one in _planned(fetcher, None) if one.reason == "spot_check"), None)
    question = check.address.question if check else None
    state = fetcher.state.questions.get(question) if question else None
    if not (check and state and was_answered_long_ago(state, run.clock.now().date())):
        return
    found = fetcher.fetch_canary(check)
    run.report.counts[CANARY] = f"{found} The site may have changed its pages." if found else ""
    if found:
        log.warning("%s", run.report.counts[CANARY])
        fetched.notes += [run.report.counts[CANARY], *run.alarm_if_changed()]


def _fetch_all(fetcher: Fetcher, wanted: Range | None, fetched: Fetched) -> None:
    planned = _planned(fetcher, wanted)
    number = 0
    with open_step("Fetching from the site") as progress:
        while planned and not fetcher.is_over:
            progress.expect(requests_left(planned, fetcher.state) if wanted else len(planned))
            # Those of senators wait for those of questions, which may call for more.
            batch = [one for one in planned if one.address.question][:BATCH] or planned[:BATCH]
            fetch(fetcher, batch, progress.advance, number)
            number += 1
            planned = _planned(fetcher, wanted)
            counts = (f"{count:,} {outcome}" for outcome, count in sorted(fetcher.outcomes.items()))
            done = ", ".join(counts) or "nothing"
            log.info("Fetched so far: %s; %d pages are planned", done, len(planned))
    if planned:
        fetched.notes.append(
            f"The time for this run is up; {len(planned):,} pages are left for the next one."
        )


def _planned(fetcher: Fetcher, wanted: Range | None) -> list[PlannedFetch]:
    """The pages still to fetch, after all that came so far."""
    state, most = fetcher.state, fetcher.absent_run
    planned = plan_backfill(state, wanted, most) if wanted else plan(state, most)
    return fetcher.wanted(planned)


def polite_client(settings: Settings, clock: Clock) -> PoliteClient:
    """A client by the settings; raises UsageError without a contact."""
    pace, limits = Pace(1 / settings.requests_per_second), Limits(largest=settings.largest_page)
    hosts = HOSTS | {urlsplit(settings.site).netloc.lower()}
    return PoliteClient(user_agent(settings.contact), pace, clock, hosts, limits)
