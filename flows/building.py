"""Building a release within a flow: everything that is held is read, put together, checked and published."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.live import Harvest, Planner, harvest
from flows.progress import step
from flows.runs import Job
from flows.settings import load_settings
from schemas.records import Capture, PageRecord, Row, Tables
from tasks import road
from tasks.batches import Workers, batches
from tasks.errors import NothingReadError, SourceUnavailableError
from tasks.fetch import SourceReport
from tasks.ledger import ledger
from tasks.plan import plan
from tasks.release.manifest import Inputs
from tasks.release.publish import is_current, publish

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
def publish_release(
    data: Path, tables: Tables, inputs: Inputs, accepted_drop: str | None, now: datetime
) -> Path:
    """Build, check and swap in a release."""
    return publish(data, tables, inputs, accepted_drop, now)


def ask_and_build(job: Job, report: SourceReport, planner: Planner, seconds: float | None) -> Built:
    """Fetch from the site what a planner names, then build a release, unless the current one holds it all.

    Args:
        job: The run.
        report: Gathers what could not be read.
        planner: Makes the plan.
        seconds: How long the site may be asked; None for as long as there is work.

    Raises:
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    settings = load_settings(job.data).values
    harvested = harvest(job.data, job.run.run_id, settings, planner, job.clock, seconds)
    return _build_harvested(job, report, harvested)


def ask_for_what_is_due(job: Job, report: SourceReport) -> Built:
    """Fetch what the plan names, for as long as a night may last, then build a release.

    Raises:
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    settings = load_settings(job.data).values
    planner = Planner(partial(plan, absent_run=settings.absent_run), lambda planned, _: len(planned))
    return ask_and_build(job, report, planner, settings.night_minutes * 60)


def _build_harvested(job: Job, report: SourceReport, harvested: Harvest) -> Built:
    """Publish what came from the site, unless it is what the current release holds."""
    report.notes += harvested.notes
    stopped = harvested.stopped
    fetched = {"requests": harvested.requests, "answers": harvested.outcomes}
    inputs = _inputs(job.data)
    if not inputs.captures or is_current(job.data, inputs):
        problems = tuple(report.problems + report.notes)
        return Built(None, {"fetched": fetched}, problems, stopped)
    built = build_release(job, report, None)
    return replace(built, counts={**built.counts, "fetched": fetched}, stopped=stopped)


def build_release(job: Job, report: SourceReport, given: set[str] | None) -> Built:
    """Read everything that is held and publish it; `given` are the pages of this run, None for all.

    Raises:
        NothingReadError: When nothing of this run could be read.
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    settings = load_settings(job.data).values
    inputs = _inputs(job.data)
    pages = inputs.captures
    workers = Workers(settings.workers, len(pages))
    try:
        records = _read_all(job.data, pages, settings.batch_size, settings.largest_page, workers)
        own = [r for r in records if given is None or r.capture.page_id in given]
        _require_something_read(own, report)
        this_run = job.run.row("published", {"pages": len(pages)}, job.clock.now())
        with step("Putting questions together"):
            earlier = [row for row in ledger(job.data) if row["run_id"] != job.run.run_id]
            tables = put_together(records, inputs, [*earlier, this_run], workers)
    finally:
        workers.close()
    with step("Building and checking the release"):
        release = publish_release(job.data, tables, inputs, job.accept_drop, job.clock.now())
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
