"""Building a release within a flow: everything that is held is read, put together, checked and published."""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.console.progress import step
from flows.engine.runners import Read, reader, unsearched
from flows.extras import doubts, wanted_extras, wants_search
from flows.live import Harvest, Planner, harvest
from flows.runs import Job
from flows.settings import load_settings
from flows.stores import raw_store
from schemas.records import Row
from tasks.common.batches import BATCH_BYTES, weighed_batches
from tasks.common.errors import NothingReadError, SourceUnavailableError
from tasks.common.free_memory import give_back
from tasks.common.logger import log
from tasks.fetch.files import SourceReport
from tasks.fetch.plan import plan
from tasks.link.release_tables import Part, fingerprints_of, release_tables, with_answers_compared
from tasks.link.same import compared
from tasks.operate.ledger import ledger
from tasks.pipeline import road
from tasks.pipeline.endings import Endings
from tasks.pipeline.shard_cache import ShardCache
from tasks.pipeline.shards import Shard, Worked, work_all
from tasks.release.kept import kept_tables, with_runs
from tasks.release.made_by import made_anew
from tasks.release.publish import Terms, is_current, publish
from tasks.release.published.folders import CURRENT
from tasks.release.published.heal import heal
from tasks.release.published.manifest import read_manifest
from tasks.tables.arrow_tables import ArrowTables, row_counts
from tasks.tables.inputs import Inputs

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
        made_anew: A sentence for each component of the release that other code or libraries make now.
    """

    release: Path | None
    counts: dict[str, Any]
    problems: tuple[str, ...]
    stopped: SourceUnavailableError | None = None
    made_anew: tuple[str, ...] = ()


@task(name="put together", cache_policy=NO_CACHE)
def put_together(
    parts: Sequence[Part], memory: ShardCache, inputs: Inputs, runs: Sequence[Row]
) -> dict[str, pa.Table]:
    """All tables of the release, with what only all questions together tell."""
    known = compared(fingerprints_of(parts), memory.near())
    memory.keep_near(known.near)
    tables, likeness = with_answers_compared(release_tables(parts, known, inputs, runs), memory.likeness())
    memory.keep_likeness(likeness)
    return tables


@task(name="publish", cache_policy=NO_CACHE)
def publish_release(job: Job, tables: ArrowTables, inputs: Inputs) -> Path:
    """Build, check and swap in a release, unless another machine has published one meanwhile."""
    if job.shared:
        job.shared.require_unmoved()
    terms = Terms(job.accept_drop, wanted_extras(load_settings(job.data).values))
    return publish(job.data, tables, inputs, terms, job.clock.now())


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
    before = _build_what_is_lost(job, report)
    settings = load_settings(job.data).values
    harvested = harvest(job.data, job.run.run_id, settings, planner, job.clock, seconds)
    return _build_harvested(job, report, harvested, before)


def _build_what_is_lost(job: Job, report: SourceReport) -> Built | None:
    """Make a release anew that was damaged when the run began: the plan needs to know what is answered."""
    inputs = _inputs(job.data) if job.is_lost else None
    return _build(job, report, inputs, None) if inputs and inputs.captures else None


def ask_for_what_is_due(job: Job, report: SourceReport) -> Built:
    """Fetch what the plan names, for as long as a night may last, then build a release.

    Raises:
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    settings = load_settings(job.data).values
    planner = Planner(partial(plan, absent_run=settings.absent_run), lambda planned, _: len(planned))
    return ask_and_build(job, report, planner, settings.night_minutes * 60)


def _build_harvested(job: Job, report: SourceReport, harvested: Harvest, before: Built | None) -> Built:
    """Publish what came from the site, unless it is what the current release holds.

    Args:
        job: The run.
        report: Gathers what could not be read.
        harvested: What came.
        before: What this run has built already.
    """
    report.notes += harvested.notes
    stopped = harvested.stopped
    fetched = {"requests": harvested.requests, "answers": harvested.outcomes}
    inputs = _inputs(job.data)
    settings = load_settings(job.data).values
    if not inputs.captures or is_current(job.data, inputs, search=wants_search(settings)):
        problems = tuple(report.problems + report.notes)
        built = before or Built(None, {}, ())
        return replace(built, counts={**built.counts, "fetched": fetched}, problems=problems, stopped=stopped)
    built = _build(job, report, inputs, None)
    return replace(built, counts={**built.counts, "fetched": fetched}, stopped=stopped)


def build_release(job: Job, report: SourceReport, given: set[str] | None) -> Built:
    """Publish everything that is held; `given` are the pages of this run, None for all.

    Raises:
        NothingReadError: When nothing of this run could be read.
        RefusedError: When a check does not hold.
        StorageError: When the disk is full or read-only.
    """
    return _build(job, report, _inputs(job.data), given)


def _build(job: Job, report: SourceReport, inputs: Inputs, given: set[str] | None) -> Built:
    """Publish what a release is made of; pages are read only where the tables would become others."""
    report.notes += heal(job.data, sums=True)  # what is to be compared with, and perhaps kept
    kept = None if job.afresh else kept_tables(job.data, inputs)
    anew = _made_anew(job, reads=kept is None)
    tables = _tables_of_pages(job, inputs) if kept is None else with_runs(kept, _runs(job, inputs))
    _require_something_read(tables["pages"], given, report)
    give_back()
    with _without_garbage(), step("Building and checking the release"):
        release = publish_release(job, unsearched(tables), unsearched(inputs))
    report.notes += doubts(load_settings(job.data).values)
    problems = tuple(report.problems + report.notes)
    return Built(release, row_counts(tables), problems, made_anew=anew)


def _made_anew(job: Job, *, reads: bool) -> tuple[str, ...]:
    """What is made anew because of other code or libraries, and that no page is read for it."""
    search = wants_search(load_settings(job.data).values)
    anew = made_anew(read_manifest(job.data / CURRENT), search=search)
    if anew and not reads:
        anew.append("The tables are those of the release before; no page was read again.")
    for sentence in anew:
        log.info("%s", sentence)
    return tuple(anew)


def _tables_of_pages(job: Job, inputs: Inputs) -> dict[str, pa.Table]:
    """All tables, read out of the pages, or recalled as far as pages have not changed."""
    with reader(job, len(inputs.captures), apart=_was_killed(job)) as read:
        memory = ShardCache(job.data, inputs.made_by, afresh=job.afresh)
        parts = _work_all(job, inputs, memory, read)
    gc.collect()  # a page takes much while it is read
    give_back()
    with _without_garbage(), step("Putting questions together"):
        runs = _runs(job, inputs)
        return put_together(unsearched(parts), memory, unsearched(inputs), unsearched(runs))


@contextmanager
def _without_garbage() -> Iterator[None]:
    """Rows hold no cycles: looking for some among millions of them would cost a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _work_all(job: Job, inputs: Inputs, memory: ShardCache, read: Read) -> list[Part]:
    """The rows of all shards, worked on in batches of the size that the settings name, and of few bytes."""
    least = BATCH_BYTES // load_settings(job.data).values.batch_size

    def weigh(shard: Shard) -> int:
        return sum(max(capture.size or 0, least) for capture in shard.captures)

    def work(shards: Sequence[Shard], endings: Endings) -> Iterator[list[Worked]]:
        with step("Reading pages", sum(map(_pages, shards))) as advance:
            for done in read(weighed_batches(shards, len(shards), weigh, BATCH_BYTES), endings):
                yield done
                advance(sum(_pages(worked.shard) for worked in done))

    return [worked.part for worked in work_all(inputs.captures, work, memory)]


def _pages(shard: Shard) -> int:
    return len(shard.captures)


def _was_killed(job: Job) -> bool:
    """Whether the run before came to no end: a page may have taken the process along."""
    earlier = _earlier_runs(job)
    return bool(earlier) and earlier[-1]["ended_at"] is None


def _runs(job: Job, inputs: Inputs) -> list[Row]:
    """The runs that a release tells of, the one that makes it as the last."""
    pages = {"pages": len(inputs.captures)}
    return [*_earlier_runs(job), job.run.row("published", pages, job.clock.now())]


def _earlier_runs(job: Job) -> list[Row]:
    return [row for row in ledger(job.data) if row["run_id"] != job.run.run_id]


def _inputs(data: Path) -> Inputs:
    settings = load_settings(data).values
    return road.inputs(raw_store(data), settings.largest_page, settings.eurovoc)


def _require_something_read(pages: pa.Table, given: set[str] | None, report: SourceReport) -> None:
    """Refuse to publish when nothing of this run's sources could be read.

    Raises:
        NothingReadError: With the reasons.
    """
    rows = pages.select(["page_id", "origin", "outcome", "reason"]).to_pylist()
    own = [row for row in rows if given is None or row["page_id"] in given]
    if any(row["outcome"] == "read" for row in own):
        return
    reasons = report.problems + report.notes + [f"{row['origin']}: {row['reason']}" for row in own]
    listed = "\n".join(f"- {reason}" for reason in reasons[:MOST_REASONS])
    more = f"\n- and {len(reasons) - MOST_REASONS} more" if len(reasons) > MOST_REASONS else ""
    raise NothingReadError(f"No page could be read; nothing was published.\n{listed}{more}".rstrip())
