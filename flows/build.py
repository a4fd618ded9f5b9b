"""The steps that flows share: fetch, read new pages, link, publish."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from flows.console.progress import step
from flows.engine.pool import Reader, pool_reader
from flows.engine.tasks import show_report, task
from flows.fetching import fetch_pages
from flows.run import Built, Run
from schemas.records import Row
from tasks.common.batches import BATCH_BYTES, weighed_batches
from tasks.common.errors import NothingReadError
from tasks.common.free_memory import forgetting_mapped, give_back
from tasks.common.logger import log
from tasks.common.workers import Workers
from tasks.fetch.files import SourceReport
from tasks.fetch.plan import Range
from tasks.link import Part, compared, fingerprints_of, redacted, release_tables, with_answers_compared
from tasks.operate.ledger import ledger, without_sentences
from tasks.pipeline.reading import ShardReader, load_vocabularies
from tasks.pipeline.rounds import Rounds
from tasks.pipeline.shard_cache import ShardCache
from tasks.pipeline.shards import Shard, parts_of
from tasks.present.night_report import counts_beside, night_report
from tasks.present.publishing import publish
from tasks.present.search.engine import NO_FULL_TEXT
from tasks.present.searches import complaints
from tasks.release.change_log import copies_that_disagree
from tasks.release.kept import failed_pages, kept_tables, with_runs
from tasks.release.made_by import made_anew
from tasks.release.published.folders import CURRENT, RELEASES
from tasks.release.published.manifest import read_manifest, redactions_sum
from tasks.release.published.pointer import heal
from tasks.release.published.retention import of_other_lists
from tasks.tables.arrow_tables import ArrowTables, of_kind, row_counts
from tasks.tables.inputs import Inputs

MOST_REASONS = 20
"""Most reasons in the message when nothing could be read, and in the log; the others are counted."""
WORTH_A_PROCESS = 20
"""Shards; one process reads fewer in less time than it takes to start another."""


def fetch_and_build(run: Run, report: SourceReport, wanted: Range | None = None) -> Built:
    """Fetch pages from the site, then build a release, unless the current one is up to date.

    Without a `wanted` range, what is due is fetched. Problems go into `report`.
    """
    built = Built()
    if run.report.is_lost and run.fetch_log():  # the plan needs to know what is answered
        built = build_release(run, run.inputs(), report)
    fetched = fetch_pages(run, wanted)
    report.notes += fetched.notes
    inputs = run.inputs()
    if inputs.captures and not run.is_current(inputs):
        built = build_release(run, inputs, report)
    counts = built.counts | {"fetched": {"requests": fetched.requests, "answers": fetched.outcomes}}
    problems = tuple(report.problems + report.notes)
    return replace(built, counts=counts, problems=problems, stopped=fetched.stopped)


@contextmanager
def _without_garbage() -> Iterator[None]:
    """Pause garbage collection: rows have no cycles, and looking for them takes a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_without_garbage()
@forgetting_mapped()
def build_release(run: Run, inputs: Inputs, report: SourceReport, given: set[str] | None = None) -> Built:
    """Publish everything that is stored; pages are read only if the tables would differ.

    `given` are the pages of this run, None for all; raises NothingReadError when none could be read.
    """
    report.notes += heal(run.data, run.redactions, sums=True)  # the one to compare with, perhaps to reuse
    kept = None if run.afresh else kept_tables(run.data, inputs)
    anew = _made_anew(run, reads=kept is None)
    tables = with_runs(kept, _runs(run, inputs)) if kept else link(run, inputs, read_pages(run, inputs))
    set_aside = of_kind(tables["pages"], "outcome", "quarantined")
    log.info("%d pages, %d of them quarantined", tables["pages"].num_rows, set_aside.num_rows)
    for page in set_aside.slice(0, MOST_REASONS).to_pylist():
        log.warning("Quarantined: %s: %s", page["origin"], page["reason"])
    _require_something_read(tables["pages"], given, report)
    give_back()
    with step("Building and checking the release"):
        release = publish_release(run, tables, inputs)
    report.notes += map(str, of_kind(tables["issues"], "kind", "redaction_unmatched")["detail"].to_pylist())
    report.notes += of_other_lists(run.data)
    if said := read_manifest(release):
        report.notes += copies_that_disagree(said)
    if run.settings.search_index and not run.extras.search:
        report.notes.append(NO_FULL_TEXT)
    searches = run.settings.searches
    report.notes += complaints(searches, run.extras.searches, release, has_index=run.extras.search)
    counts, problems = row_counts(tables), tuple(report.problems + report.notes)
    _show(run.data, release, counts, problems)
    return Built(release, counts, problems, made_anew=anew)


def _show(data: Path, release: Path, counts: Mapping[str, int], problems: Sequence[str]) -> None:
    """Let the log and the pages of the engine say what a release brought."""
    rows = ", ".join(f"{count:,} {table}" for table, count in counts.items() if count)
    log.info("Published release %s: %s", release.name, rows)
    before = read_manifest(data / RELEASES / str((read_manifest(release) or {}).get("compared_with"))) or {}
    show_report(
        lambda: night_report(release, problems), lambda: counts_beside(counts, before.get("counts", {}))
    )


def read_pages(run: Run, inputs: Inputs) -> Rounds:
    """Read all pages and extract from them; unchanged ones come from the cache."""
    run.forget_log()
    with _reader(run) as read:
        rounds = Rounds(inputs.captures, ShardCache(run.data, inputs.made_by, afresh=run.afresh))
        while shards := rounds.unread():
            with step("Reading pages", _pages(shards)) as advance:
                for batch in read(_batches(run, shards)):
                    rounds.add(batch)
                    advance(_pages(worked.shard for worked in batch))
    give_back()
    return rounds


def link(run: Run, inputs: Inputs, rounds: Rounds) -> dict[str, pa.Table]:
    """All tables of the release, with the links between all questions."""
    parts = redacted(parts_of(rounds.finish()), inputs.redactions)
    with step("Linking questions"):
        runs = _runs(run, inputs)
        return put_together(parts, rounds.cache, inputs, runs)


@task("link")
def put_together(
    parts: Sequence[Part], cache: ShardCache, inputs: Inputs, runs: Sequence[Row]
) -> dict[str, pa.Table]:
    """Link the questions of all parts; see `link`."""
    known = compared(fingerprints_of(parts), cache.near())
    cache.keep_near(known.near)
    tables, likeness = with_answers_compared(release_tables(parts, known, inputs, runs), cache.likeness())
    cache.keep_likeness(likeness)
    return tables


@task("publish")
def publish_release(run: Run, tables: ArrowTables, inputs: Inputs) -> Path:
    """Build, check and swap in a release, unless another machine has published one meanwhile."""
    if run.shared:
        run.shared.require_unmoved()
    now = run.clock.now()
    return publish(
        run.data, tables, inputs, now, accepted_drop=run.accept_drop, extras=run.extras, is_night=run.is_night
    )


def _reader(run: Run) -> AbstractContextManager[Reader]:
    """The reader by the setting `runner`; it starts while the cache is opened."""
    settings = run.settings
    reader = ShardReader(run.store, settings.largest_page, failed_pages(run.data))
    if settings.runner == "pool":
        return pool_reader(reader, Workers(settings.workers, load_vocabularies, worth=WORTH_A_PROCESS))
    from flows.engine.cluster import cluster_reader  # noqa: PLC0415 - few runs use it, and have it installed

    return cluster_reader(reader, settings.runner, settings.workers)


def _pages(shards: Iterable[Shard]) -> int:
    return sum(len(shard.captures) for shard in shards)


def _batches(run: Run, shards: Sequence[Shard]) -> Iterator[list[Shard]]:
    """Batches of about as many pages as the settings say, and of limited bytes."""
    least = BATCH_BYTES // run.settings.batch_size

    def weight(shard: Shard) -> int:
        return sum(max(capture.size or 0, least) for capture in shard.captures)

    return weighed_batches(shards, len(shards), weight, BATCH_BYTES)


def _made_anew(run: Run, *, reads: bool) -> tuple[str, ...]:
    """What is remade because of other code or libraries, and whether pages are read for it."""
    before = read_manifest(run.data / CURRENT)
    anew = made_anew(before, run.extras)
    if before and redactions_sum(run.data / CURRENT) != run.redactions.sha256:
        anew.append("Rebuilt: the tables and everything built from them. Changed: the list of redactions.")
    if anew and not reads:
        anew.append("The tables are those of the previous release; no page was read again.")
    for sentence in anew:
        log.info("%s", sentence)
    return tuple(anew)


def _runs(run: Run, inputs: Inputs) -> list[Row]:
    """The runs that a release lists, the current one last."""
    own = run.report.start.row("published", {"pages": len(inputs.captures)}, run.clock.now())
    return [*(without_sentences(row) for row in ledger(run.data) if row["run_id"] != run.run_id), own]


def _require_something_read(pages: pa.Table, given: set[str] | None, report: SourceReport) -> None:
    """Raise NothingReadError, with the reasons, when no page of this run could be read."""
    own = pages if given is None else pages.filter(pc.is_in(pages["page_id"], pa.array(given, pa.string())))
    if of_kind(own, "outcome", "read").num_rows:
        return
    reasons = report.problems + report.notes
    reasons += [f"{row['origin']}: {row['reason']}" for row in own.to_pylist()]
    first = "\n".join(f"- {reason}" for reason in reasons[:MOST_REASONS])
    more = f"\n- and {len(reasons) - MOST_REASONS} more" if len(reasons) > MOST_REASONS else ""
    none = "No page could be read; nothing was published. Import other pages with --from."
    raise NothingReadError(f"{none}\n{first}{more}".rstrip())
