"""The flows `ingest` and `rebuild`: pages in, release out, in batch-sized tasks.

Whether there is anything to do is decided before the engine starts (`flows.start`).
"""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.progress import step
from flows.settings import load_settings
from schemas.records import Capture, IncomingPage, PageRecord, Row, Tables
from tasks import road
from tasks.batches import Workers, batches
from tasks.errors import NothingReadError
from tasks.fetch import SourceReport, incoming_pages
from tasks.ledger import Run, ledger
from tasks.raw import RawStore, captures
from tasks.release.manifest import Inputs
from tasks.release.publish import publish

MOST_REASONS = 20
"""Reasons that are listed when nothing could be read; the others are counted."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a flow has built: the release's folder, counts of its tables, what could not be read."""

    release: Path
    counts: dict[str, int]
    problems: tuple[str, ...]


@task(name="bring in", task_run_name="bring-in-{number}", cache_policy=NO_CACHE)
def bring_in(store: RawStore, pages: Sequence[IncomingPage], source: str, run_id: str, number: int) -> int:
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
def put_together(records: Sequence[PageRecord], runs: Sequence[Row], workers: Workers) -> Tables:
    """Assemble and extract all questions."""
    return road.put_together(records, runs, workers)


@task(name="publish", cache_policy=NO_CACHE)
def publish_release(data: Path, tables: Tables, inputs: Inputs, accepted_drop: str | None) -> Path:
    """Build, check and swap in a release."""
    return publish(data, tables, inputs, accepted_drop)


@flow(name="ingest", flow_run_name="ingest-{run.run_id}")
def ingest(data: Path, sources: list[str], run: Run, accept_drop: str | None = None) -> Built:
    """Bring the pages of sources in, then build and publish a release.

    Args:
        data: The data folder, whose lock the caller holds.
        sources: 'sample', or paths.
        run: The run, for the fetch log and the table `runs`.
        accept_drop: Why counts may fall this time.

    Raises:
        NothingReadError: When no page of these sources can be read.
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    report = SourceReport()
    given = _bring_in_new_pages(data, sources, run, report)
    return _build_release(data, run, accept_drop, report, given)


@flow(name="rebuild", flow_run_name="rebuild-{run.run_id}")
def rebuild(data: Path, run: Run, accept_drop: str | None = None) -> Built:
    """Build and publish a release from the raw store alone.

    Raises:
        NothingReadError: When the raw store is empty, or nothing in it can be read.
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    return _build_release(data, run, accept_drop, SourceReport(), None)


def _bring_in_new_pages(data: Path, sources: Sequence[str], run: Run, report: SourceReport) -> set[str]:
    """Store what is new of the sources; returns the identifiers of all their pages."""
    store = road.raw_store(data)
    known = road.known_pages(store.entries())
    size = load_settings(data).values.batch_size
    given: set[str] = set()
    number = 0
    with step("Bringing pages in") as advance:
        for source in sources:
            for batch in batches(_new_pages(source, known, given, report), size):
                advance(bring_in(store, batch, source, run.run_id, number))
                number += 1
    return given


def _new_pages(
    source: str, known: road.Known, given: set[str], report: SourceReport
) -> Iterator[IncomingPage]:
    """The pages of a source that the fetch log lacks; all of them are noted in `given`."""
    for page in incoming_pages(source, report):
        given.add(road.identify(page))
        if road.is_new(page, source, known):
            yield page


def _build_release(
    data: Path, run: Run, accept_drop: str | None, report: SourceReport, given: set[str] | None
) -> Built:
    """Read everything that is held and publish it; `given` are the pages of this run, None for all."""
    settings = load_settings(data).values
    pages = captures(road.raw_store(data).entries())
    workers = Workers(settings.workers, len(pages))
    try:
        records = _read_all(data, pages, settings.batch_size, settings.largest_page, workers)
        own = [r for r in records if given is None or r.capture.page_id in given]
        _require_something_read(own, report)
        this_run = run.row("published", {"pages": len(pages)}, datetime.now(UTC))
        with step("Putting questions together"):
            earlier = [row for row in ledger(data) if row["run_id"] != run.run_id]
            tables = put_together(records, [*earlier, this_run], workers)
    finally:
        workers.close()
    with step("Building and checking the release"):
        release = publish_release(data, tables, Inputs(pages, settings.largest_page), accept_drop)
    counts = {name: len(rows) for name, rows in tables.items()}
    return Built(release, counts, tuple(report.problems + report.notes))


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
    reasons = report.problems + [f"{record.capture.origin}: {record.reason}" for record in records]
    listed = "\n".join(f"- {reason}" for reason in reasons[:MOST_REASONS])
    more = f"\n- and {len(reasons) - MOST_REASONS} more" if len(reasons) > MOST_REASONS else ""
    raise NothingReadError(f"No page could be read; nothing was published.\n{listed}{more}".rstrip())
