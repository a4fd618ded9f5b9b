"""Starting a flow: decide whether there is work, and only then start the engine."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.runs import RunReport, recorded_run
from flows.settings import load_settings
from tasks import road
from tasks.errors import NothingReadError
from tasks.fetch import SourceReport, incoming_pages, source_name
from tasks.raw import captures
from tasks.release.manifest import Inputs
from tasks.release.publish import current_release, is_current

if TYPE_CHECKING:
    from flows.ingest import Built


def start_ingest(data: Path, sources: Sequence[str], accept_drop: str | None = None) -> RunReport:
    """Bring sources in and publish a release, unless nothing has changed.

    Args:
        data: The data folder.
        sources: 'sample', or paths.
        accept_drop: Why counts may fall this time.

    Returns:
        How the run went: published or unchanged.

    Raises:
        SenateQuestionsError: Any error of the tree, with its exit code.
    """
    load_settings(data)
    names = [source_name(source) for source in sources]
    with recorded_run(data, "ingest") as report:
        if _nothing_to_do(data, names, report):
            report.outcome = "unchanged"
            report.release = current_release(data)
            return report
        from flows.ingest import ingest  # noqa: PLC0415 - the engine takes seconds to import

        _take(report, ingest(data, names, report.run, accept_drop))
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

        _take(report, rebuild(data, report.run, accept_drop))
    return report


def _nothing_to_do(data: Path, sources: Sequence[str], report: RunReport) -> bool:
    """Whether the sources hold nothing new and the current release is made of all that is held."""
    entries = list(road.raw_store(data).entries())
    known = road.known_pages(entries)
    seen = SourceReport()
    found = 0
    for source in sources:
        for page in incoming_pages(source, seen):
            if road.is_new(page, source, known):
                return False
            found += 1
    report.problems += seen.problems + seen.notes
    if not found:
        problems = "\n".join(f"- {problem}" for problem in seen.problems)
        passed = f" {seen.passed_over} records are no question pages." if seen.passed_over else ""
        raise NothingReadError(f"There is no page in {', '.join(sources)}.{passed}\n{problems}".rstrip())
    return is_current(data, Inputs(captures(entries), load_settings(data).values.largest_page))


def _take(report: RunReport, built: "Built") -> None:
    report.outcome = "published"
    report.release = built.release
    report.counts |= built.counts
    report.problems = list(dict.fromkeys((*report.problems, *built.problems)))
