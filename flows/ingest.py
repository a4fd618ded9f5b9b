"""The flows `ingest` and `rebuild`: pages in, release out, in batch-sized tasks.

Whether there is anything to do is decided before the engine starts (`flows.start`).
"""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.building import Built, ask_and_build, ask_for_what_is_due, build_release
from flows.console.progress import step
from flows.ending import ENDING
from flows.live import Planner
from flows.runs import Job
from flows.settings import load_settings
from flows.stores import raw_store
from schemas.codes import LIVE_SOURCE, FetchOutcome
from schemas.records import IncomingPage
from tasks.common.batches import BATCH_BYTES, weighed_batches
from tasks.fetch.files import SourceReport
from tasks.fetch.plan import Range, plan_backfill, requests_left
from tasks.operate.ledger import Run
from tasks.pipeline import road
from tasks.raw import RawStore


@task(name="bring in", task_run_name="bring-in-{number}", cache_policy=NO_CACHE)
def bring_in(
    store: RawStore, pages: Sequence[IncomingPage], source: str, run_id: str, number: int
) -> Counter[FetchOutcome]:
    """Store one batch of pages."""
    return road.bring_in(store, pages, source, run_id, number)


@flow(name="ingest", flow_run_name="ingest-{job.run.run_id}", validate_parameters=False)
def ingest(job: Job, sources: list[str]) -> Built:
    """Bring the pages of sources in, then build and publish a release.

    Args:
        job: The run.
        sources: 'live', 'sample', or paths.

    Raises:
        NothingReadError: When no page of these sources can be read.
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    ENDING.listen_again()
    report = SourceReport()
    paths = [source for source in sources if source != LIVE_SOURCE]
    given = _bring_in_new_pages(job.data, paths, job.run, report)
    if len(paths) == len(sources):
        return build_release(job, report, given)
    return ask_for_what_is_due(job, report)


@flow(name="backfill", flow_run_name="backfill-{job.run.run_id}", validate_parameters=False)
def backfill(job: Job, wanted: Range) -> Built:
    """Fetch a range of a legislature from the site, then build and publish a release.

    Args:
        job: The run.
        wanted: The range.

    Raises:
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    ENDING.listen_again()
    absent_run = load_settings(job.data).values.absent_run
    planner = Planner(partial(plan_backfill, wanted=wanted, absent_run=absent_run), requests_left)
    return ask_and_build(job, SourceReport(), planner, None)


@flow(name="rebuild", flow_run_name="rebuild-{job.run.run_id}", validate_parameters=False)
def rebuild(job: Job) -> Built:
    """Build and publish a release from the raw store alone.

    Raises:
        NothingReadError: When the raw store is empty, or nothing in it can be read.
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    ENDING.listen_again()
    return build_release(job, SourceReport(), None)


def _bring_in_new_pages(data: Path, sources: Sequence[str], run: Run, report: SourceReport) -> set[str]:
    """Store what is new of the sources; returns the identifiers of all their pages."""
    store = raw_store(data)
    known = road.known_pages(store.entries())
    size = load_settings(data).values.batch_size
    given: set[str] = set()
    number = 0
    with step("Bringing pages in") as advance:
        for source in sources:
            outcomes: Counter[FetchOutcome] = Counter()
            new = _new_pages(store, source, known, given, report)
            for batch in weighed_batches(new, size, lambda page: len(page.content), BATCH_BYTES):
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
