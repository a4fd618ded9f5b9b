"""The flows `ingest` and `rebuild`: pages in, release out, in batch-sized tasks.

Whether there is anything to do is decided before the engine starts (`flows.start`).
"""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.live import Harvest, Planner, harvest
from flows.progress import step
from flows.settings import load_settings
from schemas.codes import LIVE_SOURCE, FetchOutcome
from schemas.records import Capture, IncomingPage, PageRecord, Row, Tables
from tasks import road
from tasks.batches import Workers, batches, weighed_batches
from tasks.clock import Clock, SystemClock
from tasks.errors import NothingReadError, SourceUnavailableError
from tasks.fetch import SourceReport
from tasks.ledger import Run, ledger
from tasks.plan import Range, plan, plan_backfill, requests_left
from tasks.raw import RawStore
from tasks.release.manifest import Inputs
from tasks.release.publish import is_current, publish

_BATCH_BYTES = 64_000_000
"""Bytes of pages that are held in memory at once while they are brought in."""
MOST_REASONS = 20
"""Reasons that are listed when nothing could be read; the others are counted."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a flow has built.

    Attributes:
        release: The folder of the release it published; None when there was nothing new to publish.
        counts: What it did: rows of the tables, answers of the site.
        problems: A sentence for each thing that could not be read.
        stopped: Why the site could not be asked any further; what came before is published.
    """

    release: Path | None
    counts: dict[str, Any]
    problems: tuple[str, ...]
    stopped: SourceUnavailableError | None = None


@task(name="bring in", task_run_name="bring-in-{number}", cache_policy=NO_CACHE)
def bring_in(
    store: RawStore, pages: Sequence[IncomingPage], source: str, run_id: str, number: int
) -> Counter[FetchOutcome]:
    """Store one batch of pages."""
    return road.bring_in(store, pages, source, run_id, number)


@task(name="read", task_run_name="read-{number}", cache_policy=NO_CACHE)
def read(
    data: Path, batch: Sequence[Capture], largest_page: int, workers: Workers, number: int
) -> list[PageRecord]:
    """Read one batch of pages; `number` names the task run."""
    del number
    return road.read_batch(data, batch, largest_page, workers)


@task(name="put together", cache_policy=NO_CACHE)
def put_together(
    records: Sequence[PageRecord], inputs: Inputs, runs: Sequence[Row], workers: Workers
) -> Tables:
    """Assemble and extract all questions."""
    return road.put_together(records, inputs, runs, workers)


@task(name="publish", cache_policy=NO_CACHE)
def publish_release(data: Path, tables: Tables, inputs: Inputs, accepted_drop: str | None) -> Path:
    """Build, check and swap in a release."""
    return publish(data, tables, inputs, accepted_drop)


@flow(name="ingest", flow_run_name="ingest-{run.run_id}", validate_parameters=False)
def ingest(
    data: Path, sources: list[str], run: Run, accept_drop: str | None = None, clock: Clock | None = None
) -> Built:
    """Bring the pages of sources in, then build and publish a release.

    Args:
        data: The data folder, whose lock the caller holds.
        sources: 'live', 'sample', or paths.
        run: The run, for the fetch log and the table `runs`.
        accept_drop: Why counts may fall this time.
        clock: Tells the time; that of the machine by default.

    Raises:
        NothingReadError: When no page of these sources can be read.
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    report = SourceReport()
    paths = [source for source in sources if source != LIVE_SOURCE]
    given = _bring_in_new_pages(data, paths, run, report)
    if len(paths) == len(sources):
        return _build_release(data, run, accept_drop, report, given)
    settings = load_settings(data).values
    planner = Planner(partial(plan, absent_run=settings.absent_run), lambda planned, _: len(planned))
    harvested = harvest(
        data, run.run_id, settings, planner, clock or SystemClock(), settings.night_minutes * 60
    )
    return _build_harvested(data, run, accept_drop, report, harvested)


@flow(name="backfill", flow_run_name="backfill-{run.run_id}", validate_parameters=False)
def backfill(
    data: Path, wanted: Range, run: Run, accept_drop: str | None = None, clock: Clock | None = None
) -> Built:
    """Fetch a range of a legislature from the site, then build and publish a release.

    Args:
        data: The data folder, whose lock the caller holds.
        wanted: The range.
        run: The run, for the fetch log and the table `runs`.
        accept_drop: Why counts may fall this time.
        clock: Tells the time; that of the machine by default.

    Raises:
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    settings = load_settings(data).values
    planner = Planner(partial(plan_backfill, wanted=wanted, absent_run=settings.absent_run), requests_left)
    harvested = harvest(data, run.run_id, settings, planner, clock or SystemClock(), None)
    return _build_harvested(data, run, accept_drop, SourceReport(), harvested)


@flow(name="rebuild", flow_run_name="rebuild-{run.run_id}")
def rebuild(data: Path, run: Run, accept_drop: str | None = None) -> Built:
    """Build and publish a release from the raw store alone.

    Raises:
        NothingReadError: When the raw store is empty, or nothing in it can be read.
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    return _build_release(data, run, accept_drop, SourceReport(), None)


def _build_harvested(
    data: Path, run: Run, accept_drop: str | None, report: SourceReport, harvested: Harvest
) -> Built:
    """Publish what came from the site, unless it is what the current release holds."""
    report.notes += harvested.notes
    stopped = harvested.stopped
    fetched = {"requests": harvested.requests, "answers": harvested.outcomes}
    inputs = _inputs(data)
    if not inputs.captures or is_current(data, inputs):
        problems = tuple(report.problems + report.notes)
        return Built(None, {"fetched": fetched}, problems, stopped)
    built = _build_release(data, run, accept_drop, report, None)
    return replace(built, counts={**built.counts, "fetched": fetched}, stopped=stopped)


def _bring_in_new_pages(data: Path, sources: Sequence[str], run: Run, report: SourceReport) -> set[str]:
    """Store what is new of the sources; returns the identifiers of all their pages."""
    store = road.raw_store(data)
    known = road.known_pages(store.entries())
    size = load_settings(data).values.batch_size
    given: set[str] = set()
    number = 0
    with step("Bringing pages in") as advance:
        for source in sources:
            outcomes: Counter[FetchOutcome] = Counter()
            new = _new_pages(store, source, known, given, report)
            for batch in weighed_batches(new, size, lambda page: len(page.content), _BATCH_BYTES):
                outcomes += bring_in(store, batch, source, run.run_id, number)
                advance(len(batch))
                number += 1
            report.notes += _told(source, outcomes)
    return given


def _told(source: str, outcomes: Counter[FetchOutcome]) -> list[str]:
    """A sentence on the answers of a source that are no pages."""
    counts = {outcome: count for outcome, count in outcomes.items() if outcome != "page"}
    if not counts:
        return []
    listed = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(counts.items()))
    return [f"{source}: {listed}: answers of the site that show no question; the fetch log keeps them."]


def _new_pages(
    store: RawStore, source: str, known: road.Known, given: set[str], report: SourceReport
) -> Iterator[IncomingPage]:
    """The pages of a source that the fetch log lacks; all of them are noted in `given`.

    A page that is logged already and whose file is damaged is mended.
    """
    for page in road.source_pages(source, report, datetime.now(UTC)):
        given.add(road.identify(page))
        if road.is_new(page, source, known):
            known.add(road.known_as(page, source))
            yield page
        else:
            store.put(page.content)


def _build_release(
    data: Path, run: Run, accept_drop: str | None, report: SourceReport, given: set[str] | None
) -> Built:
    """Read everything that is held and publish it; `given` are the pages of this run, None for all."""
    settings = load_settings(data).values
    inputs = _inputs(data)
    pages = inputs.captures
    workers = Workers(settings.workers, len(pages))
    try:
        records = _read_all(data, pages, settings.batch_size, settings.largest_page, workers)
        own = [r for r in records if given is None or r.capture.page_id in given]
        _require_something_read(own, report)
        this_run = run.row("published", {"pages": len(pages)}, datetime.now(UTC))
        with step("Putting questions together"):
            earlier = [row for row in ledger(data) if row["run_id"] != run.run_id]
            tables = put_together(records, inputs, [*earlier, this_run], workers)
    finally:
        workers.close()
    with step("Building and checking the release"):
        release = publish_release(data, tables, inputs, accept_drop)
    counts = {name: len(rows) for name, rows in tables.items()}
    return Built(release, counts, tuple(report.problems + report.notes))


def _inputs(data: Path) -> Inputs:
    settings = load_settings(data).values
    return road.inputs(data, settings.largest_page, settings.eurovoc)


def _read_all(
    data: Path, pages: Sequence[Capture], size: int, largest_page: int, workers: Workers
) -> list[PageRecord]:
    records: list[PageRecord] = []
    with step("Reading pages", len(pages)) as advance:
        for number, batch in enumerate(batches(pages, size)):
            records += read(data, batch, largest_page, workers, number)
            advance(len(batch))
    return records


def _require_something_read(records: Sequence[PageRecord], report: SourceReport) -> None:
    """Refuse to publish when nothing of this run's sources could be read.

    Raises:
        NothingReadError: With the reasons.
    """
    if any(record.reading for record in records):
        return
    reasons = (
        report.problems + report.notes + [f"{record.capture.origin}: {record.reason}" for record in records]
    )
    listed = "\n".join(f"- {reason}" for reason in reasons[:MOST_REASONS])
    more = f"\n- and {len(reasons) - MOST_REASONS} more" if len(reasons) > MOST_REASONS else ""
    raise NothingReadError(f"No page could be read; nothing was published.\n{listed}{more}".rstrip())
