"""Getting pages: from the site (plan, fetch a batch, plan again), or from files and the sample."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flows.console.progress import step
from flows.engine.tasks import task
from flows.run import Run
from flows.settings import Settings
from schemas.codes import FetchOutcome
from schemas.records import IncomingPage
from schemas.vocabulary.houses import house_of
from tasks.common.address import HOSTS
from tasks.common.batches import BATCH_BYTES, weighed_batches
from tasks.common.clock import Clock
from tasks.common.errors import SourceUnavailableError
from tasks.common.logger import log
from tasks.fetch import intake
from tasks.fetch.files import SourceReport
from tasks.fetch.plan import PlannedFetch, Range, plan, plan_backfill, requests_left
from tasks.fetch.plan.rules import was_answered_long_ago
from tasks.fetch.record_archive import DueArchive, bring_archive, due_archives
from tasks.fetch.site.agent import user_agent
from tasks.fetch.site.classify import classifier_apart
from tasks.fetch.site.client import Limits, PoliteClient
from tasks.fetch.site.fetcher import Fetcher
from tasks.fetch.site.pace import Pace
from tasks.operate.health import CANARY
from tasks.raw import LogEntry, RawStore
from tasks.release.known_questions import stored_state
from tasks.release.published.folders import undamaged_release

OF_ARCHIVES = Limits(whole=1800.0, largest=300_000_000)
"""An archive of the Chamber has 45 MB two years after an election."""
ARCHIVE_PAUSE = 5.0
"""Least number of seconds between two requests to hosts of the Chamber: `Crawl-delay` of its web sites."""
_FIRST_SEGMENT = 90_000
"""Archives are numbered after the segments of the site in one run."""
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
    """Fetch the `wanted` range to its end, or what is due: pages for the minutes of a night, and archives."""
    run.store.seal()
    fetched = Fetched()
    due = archives_due(run, wanted)
    if run.settings.follows_pages and not (wanted and due):
        _fetch_from_site(run, wanted, fetched)
    run.forget_log()
    if due:
        with archive_client(run.settings, run.clock) as client:
            for number, archive in enumerate(due, _FIRST_SEGMENT):
                _fetch_archive(run, client, archive, number, fetched)
            fetched.requests += client.requests
    return fetched


def archives_due(run: Run, wanted: Range | None = None) -> list[DueArchive]:
    """The archives that a run requests: the `wanted` one, or those of the houses that the folder follows."""
    legislature = wanted and house_of(wanted.legislature).archive and wanted.legislature
    followed = () if wanted else run.settings.followed
    return due_archives(followed, run.fetch_log(), run.clock.now(), legislature or None)


def _fetch_archive(run: Run, client: PoliteClient, due: DueArchive, number: int, fetched: Fetched) -> None:
    rows: list[LogEntry] = []
    try:
        with step("Fetching an archive"):
            fetched.notes += bring(due, client, run.settings.chamber_site, run.store, run.run_id, rows)
    except SourceUnavailableError as error:
        fetched.notes += [str(error)] if fetched.stopped else []
        fetched.stopped = fetched.stopped or error
    run.store.append(rows, run.run_id, number)
    counts = Counter(str(row.outcome) for row in rows if row.outcome != "robots")
    fetched.outcomes = dict(Counter(fetched.outcomes) + counts)


def _fetch_from_site(run: Run, wanted: Range | None, fetched: Fetched) -> None:
    seconds = None if wanted else run.settings.night_minutes * 60
    with polite_client(run.settings, run.clock) as client, classifier_apart() as classifier:
        classifier(304, {}, b"")  # its process starts now, so that the first page does not seem slow
        state = stored_state(run.fetch_log(), undamaged_release(run.data), run.clock.now())
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
    with step("Fetching from the site", takes_hours=True) as progress:
        while planned and not fetcher.is_over:
            progress.expect(requests_left(planned, fetcher.state) if wanted else len(planned))
            batch = planned[:BATCH]
            fetch(fetcher, batch, progress, number)
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


def archive_client(settings: Settings, clock: Clock) -> PoliteClient:
    """A client for archives, and no other requests, by the settings; raises UsageError without a contact."""
    site, hosts = urlsplit(settings.chamber_site), {host for one in settings.followed for host in one.hosts}
    pause = max(1 / settings.requests_per_second, ARCHIVE_PAUSE if site.hostname in hosts else 0)
    return PoliteClient(
        user_agent(settings.contact),
        Pace(pause),
        clock,
        frozenset({*hosts, site.netloc.lower()}),
        OF_ARCHIVES,
    )


bring = task("archive")(bring_archive)
bring_in = task("import", "import-{number}")(intake.bring_in)


def import_pages(run: Run, sources: Sequence[str], report: SourceReport) -> set[str]:
    """Store the new pages of the sources; return the identifiers of all their pages."""
    known = intake.known_pages(run.fetch_log())
    given: set[str] = set()
    number = 0
    with step("Importing pages") as advance, classifier_apart() as classifier:
        for source in sources:
            outcomes: Counter[FetchOutcome] = Counter()
            new = _new_pages(run.store, source, known, given, report)
            for batch in weighed_batches(
                new, run.settings.batch_size, lambda page: len(page.content), BATCH_BYTES
            ):
                outcomes += bring_in(run.store, batch, source, run.run_id, number, classifier)
                advance(len(batch))
                number += 1
            log.info("Imported %d new responses from %s", outcomes.total(), source)
            counts = (f"{count:,} {name}" for name, count in sorted(outcomes.items()) if name != "page")
            if numbers := ", ".join(counts):
                what = "responses of the site without a question; the fetch log keeps them"
                report.notes.append(f"{source}: {numbers}: {what}.")
    run.forget_log()
    return given


def _new_pages(
    store: RawStore, source: str, known: intake.Known, given: set[str], report: SourceReport
) -> Iterator[IncomingPage]:
    """The pages that the fetch log lacks; `given` gets the names of all, and damaged files are repaired."""
    for page in intake.source_pages(source, report, datetime.now(UTC)):
        given.add(intake.identify(page))
        if (found := intake.known_as(page, source)) not in known:
            known.add(found)
            yield page
        else:
            store.put(page.content)
