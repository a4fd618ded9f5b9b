"""Starting a flow: decide whether there is work, and only then start the engine."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.runs import RunReport, recorded_run
from flows.settings import load_settings
from schemas.codes import LIVE_SOURCE
from tasks import road
from tasks.clock import Clock, SystemClock
from tasks.errors import NothingReadError, SourceUnavailableError
from tasks.fetch import SourceReport, source_name
from tasks.live.agent import user_agent
from tasks.plan import Range, plan
from tasks.raw import sha256_of
from tasks.release.publish import current_release, is_current

if TYPE_CHECKING:
    from flows.building import Built


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
    with recorded_run(data, "ingest") as report:
        live = LIVE_SOURCE in names
        if _nothing_to_ask(data, clock) if live else _nothing_to_do(data, names, report):
            report.outcome = "unchanged"
            report.release = current_release(data)
            return report
        from flows.ingest import ingest  # noqa: PLC0415 - the engine takes seconds to import

        _take(data, report, ingest(data, names, report.run, accept_drop, clock))
    return report


def start_backfill(
    data: Path, wanted: Range, accept_drop: str | None = None, clock: Clock | None = None
) -> RunReport:
    """Fetch a range of a legislature and publish a release, unless nothing has changed.

    Raises:
        SenateQuestionsError: Any error of the tree, with its exit code.
    """
    user_agent(load_settings(data).values.contact)
    wanted = wanted.checked()
    with recorded_run(data, "backfill") as report:
        from flows.ingest import backfill  # noqa: PLC0415 - the engine takes seconds to import

        _take(data, report, backfill(data, wanted, report.run, accept_drop, clock))
    return report


def start_rebuild(data: Path, accept_drop: str | None = None) -> RunReport:
    """Build and publish a release from the raw store.

    Raises:
        SenateQuestionsError: Any error of the tree, with its exit code.
    """
    load_settings(data)
    with recorded_run(data, "rebuild") as report:
        if not any(True for _ in road.raw_store(data).entries()):
            raise NothingReadError(f"The raw store in {data} is empty: there is nothing to rebuild from.")
        from flows.ingest import rebuild  # noqa: PLC0415 - the engine takes seconds to import

        _take(data, report, rebuild(data, report.run, accept_drop))
    return report


def _nothing_to_ask(data: Path, clock: Clock | None) -> bool:
    """Whether nothing is due on the site and the current release is made of all that is held."""
    settings = load_settings(data).values
    state = road.held_state(data, (clock or SystemClock()).now())
    return not plan(state, settings.absent_run) and is_current(
        data, road.inputs(data, settings.largest_page, settings.eurovoc)
    )


def _nothing_to_do(data: Path, sources: Sequence[str], report: RunReport) -> bool:
    """Whether the sources hold nothing new and the current release is made of all that is held."""
    store = road.raw_store(data)
    entries = list(store.entries())
    known = road.known_pages(entries)
    seen = SourceReport()
    found = 0
    for source in sources:
        for page in road.source_pages(source, seen, datetime.now(UTC)):
            if road.is_new(page, source, known) or not store.is_whole(sha256_of(page.content)):
                return False
            found += 1
    report.problems += seen.problems + seen.notes
    if not found:
        problems = "\n".join(f"- {problem}" for problem in seen.problems)
        passed = f" {seen.passed_over} records are no question pages." if seen.passed_over else ""
        raise NothingReadError(f"There is no page in {', '.join(sources)}.{passed}\n{problems}".rstrip())
    settings = load_settings(data).values
    return is_current(data, road.inputs(data, settings.largest_page, settings.eurovoc))


def _take(data: Path, report: RunReport, built: "Built") -> None:
    """Note what a flow has built.

    Raises:
        SourceUnavailableError: When the site could not be asked to the end; what came before is published.
    """
    report.outcome = "published" if built.release else "unchanged"
    report.release = built.release or current_release(data)
    report.counts |= built.counts
    report.problems = list(dict.fromkeys((*report.problems, *built.problems)))
    if built.stopped:
        came = built.counts["fetched"]["answers"].get("page", 0)
        published = f" The {came:,} pages that came before are in the release." if built.release else ""
        raise SourceUnavailableError(f"{built.stopped}{published}") from built.stopped
