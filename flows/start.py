"""Starting a flow: decide whether there is work, and only then start the engine."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.alarms import alarmed, tell_unknown_formats
from flows.ending import signals_wait
from flows.extras import wants_search
from flows.runs import Job, RunReport, recorded_run
from flows.settings import load_settings
from flows.sharing import handed_over
from flows.stores import raw_store
from schemas.codes import LIVE_SOURCE
from tasks.common.clock import Clock, SystemClock
from tasks.common.errors import NothingReadError, SourceUnavailableError
from tasks.fetch.files import SourceReport, source_name
from tasks.fetch.plan import Range, plan
from tasks.fetch.site.agent import user_agent
from tasks.pipeline import road
from tasks.raw import RawStore, sha256_of
from tasks.release.publish import is_current
from tasks.release.published.folders import current_release, undamaged_release
from tasks.release.published.retention import remove_old_releases

if TYPE_CHECKING:
    from flows.building import Built

Work = Callable[[Job], "Built"]
"""Asks the site and builds a release."""


def start_ingest(
    data: Path, sources: Sequence[str], accept_drop: str | None = None, clock: Clock | None = None
) -> RunReport:
    """Bring sources in and publish a release, unless nothing has changed.

    Args:
        data: The data folder.
        sources: 'live', 'sample', or paths.
        accept_drop: Why counts may fall this time.
        clock: Tells the time towards the site; that of the machine by default.

    Returns:
        How the run went: published or unchanged.

    Raises:
        SenateQuestionsError: Any error of the tree, with its exit code.
    """
    settings = load_settings(data).values
    names = [source if source == LIVE_SOURCE else source_name(source) for source in sources]
    if LIVE_SOURCE in names:
        user_agent(settings.contact)
    with (
        recorded_run(data, ["ingest", *_from(sources)], clock) as report,
        handed_over(data, report) as shared,
    ):
        live = LIVE_SOURCE in names
        if _nothing_to_ask(data, clock, report) if live else _nothing_to_do(data, names, report):
            return _unchanged(data, report)
        _start_engine()
        with signals_wait():
            from flows.ingest import ingest  # noqa: PLC0415 - the engine takes seconds to import

        job = Job(data, report.run, accept_drop, _clock(clock), shared=shared, is_lost=report.is_lost)
        _take(data, report, ingest(job, names))
    return report


def _clock(clock: Clock | None) -> Clock:
    return clock or SystemClock()


def _unchanged(data: Path, report: RunReport) -> RunReport:
    """The report of a run that had nothing to do."""
    report.outcome = "unchanged"
    report.release = current_release(data)
    return report


def _from(sources: Sequence[str]) -> list[str]:
    """The options that name sources; none for the site alone."""
    if set(sources) == {LIVE_SOURCE}:
        return []
    return [word for source in sources for word in ("--from", source)]


def start_backfill(
    data: Path, wanted: Range, accept_drop: str | None = None, clock: Clock | None = None
) -> RunReport:
    """Fetch a range of a legislature and publish a release, unless nothing has changed.

    Raises:
        SenateQuestionsError: Any error of the tree, with its exit code.
    """
    user_agent(load_settings(data).values.contact)
    wanted = wanted.checked()
    with (
        recorded_run(data, ["backfill", *wanted.options()], clock) as report,
        handed_over(data, report) as shared,
    ):
        _start_engine()
        with signals_wait():
            from flows.ingest import backfill  # noqa: PLC0415 - the engine takes seconds to import

        job = Job(data, report.run, accept_drop, _clock(clock), shared=shared, is_lost=report.is_lost)
        _take(data, report, backfill(job, wanted))
    return report


def start_nightly(data: Path, clock: Clock | None = None, work: Work | None = None) -> RunReport:
    """Let a night pass: ask the site for what is due, publish what came of it, remove old releases.

    Args:
        data: The data folder.
        clock: Tells the time; that of the machine by default.
        work: What asks and builds, within a flow that runs already; by default in a flow of its own.

    Returns:
        How the run went: published or unchanged.

    Raises:
        SenateQuestionsError: Any error of the tree, with its exit code; an alarm was given.
    """
    clock = _clock(clock)
    with (
        alarmed(data, clock),
        recorded_run(data, ["nightly"], clock) as report,
        handed_over(data, report, remove_old=True) as shared,
    ):
        user_agent(load_settings(data).values.contact)
        if _nothing_to_ask(data, clock, report):
            return _unchanged(data, report)
        if work is None:
            _start_engine()
            with signals_wait():
                from flows.nightly import night  # noqa: PLC0415 - the engine takes seconds to import

            work = night
        try:
            built = work(Job(data, report.run, None, clock, shared=shared, is_lost=report.is_lost))
            _take(data, report, built)
            if built.release:
                report.problems += tell_unknown_formats(data, built.release, clock.now())
        finally:
            _remove_old_releases(data, report)
    return report


def _remove_old_releases(data: Path, report: RunReport) -> None:
    settings = load_settings(data).values
    removed = remove_old_releases(data, settings.keep_nights, settings.keep_months)
    report.counts |= {"removed_releases": removed} if removed else {}


def start_rebuild(data: Path, accept_drop: str | None = None) -> RunReport:
    """Build and publish a release from the raw store.

    Raises:
        SenateQuestionsError: Any error of the tree, with its exit code.
    """
    load_settings(data)
    with recorded_run(data, ["rebuild"]) as report, handed_over(data, report) as shared:
        store = raw_store(data)
        if not any(True for _ in store.entries()):
            raise NothingReadError(
                f"The raw store in {store.place} is empty: there is nothing to rebuild from."
            )
        _start_engine()
        with signals_wait():
            from flows.ingest import rebuild  # noqa: PLC0415 - the engine takes seconds to import

        job = Job(data, report.run, accept_drop, afresh=True, shared=shared, is_lost=report.is_lost)
        _take(data, report, rebuild(job))
    return report


def _start_engine() -> None:
    with signals_wait():
        from flows.engine.server import need_server  # noqa: PLC0415 - the engine takes seconds to import

    need_server()


def _nothing_to_ask(data: Path, clock: Clock | None, report: RunReport) -> bool:
    """Whether nothing is due on the site and the current release is made of all that is held."""
    if report.is_lost:
        return False
    settings = load_settings(data).values
    store = raw_store(data)
    state = road.held_state(store, undamaged_release(data), _clock(clock).now())
    return not plan(state, settings.absent_run) and _is_current(data, store)


def _nothing_to_do(data: Path, sources: Sequence[str], report: RunReport) -> bool:
    """Whether the sources hold nothing new and the current release is made of all that is held."""
    store = raw_store(data)
    entries = list(store.entries())
    known = road.known_pages(entries)
    seen = SourceReport()
    found = 0
    for source in sources:
        for page in road.source_pages(source, seen, datetime.now(UTC)):
            if road.is_new(page, source, known) or not store.is_complete(sha256_of(page.content)):
                return False
            found += 1
    report.problems += seen.problems + seen.notes
    if not found:
        problems = "\n".join(f"- {problem}" for problem in seen.problems)
        passed = f" {seen.passed_over} records are no question pages." if seen.passed_over else ""
        raise NothingReadError(f"There is no page in {', '.join(sources)}.{passed}\n{problems}".rstrip())
    return not report.is_lost and _is_current(data, store)


def _is_current(data: Path, store: RawStore) -> bool:
    """Whether the current release is what would be made of all that is held."""
    settings = load_settings(data).values
    inputs = road.inputs(store, settings.largest_page, settings.eurovoc)
    return is_current(data, inputs, search=wants_search(settings))


def _take(data: Path, report: RunReport, built: "Built") -> None:
    """Note what a flow has built.

    Raises:
        SourceUnavailableError: When the site could not be asked to the end; what came before is published.
    """
    report.outcome = "published" if built.release else "unchanged"
    report.release = built.release or current_release(data)
    report.made_anew = list(built.made_anew)
    report.counts |= built.counts
    report.problems = list(dict.fromkeys((*report.problems, *built.problems)))
    if built.stopped:
        came = built.counts["fetched"]["answers"].get("page", 0)
        published = f" The {came:,} pages that came before are in the release." if built.release else ""
        raise SourceUnavailableError(f"{built.stopped}{published}") from built.stopped
