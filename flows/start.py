"""Starting a run: open it, check whether there is work, do it, inside a flow of Prefect by default."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from flows.build import build_release, fetch_and_build
from flows.engine.runs import do_in_flow
from flows.engine.tasks import in_flow_run
from flows.fetching import archives_due, import_pages
from flows.run import Built, Report, Run, running
from flows.settings import LoadedSettings, load_settings
from schemas.codes import LIVE_SOURCE
from schemas.vocabulary.houses import house_of
from tasks.common.clock import Clock
from tasks.common.errors import NothingReadError, UsageError
from tasks.fetch.files import SourceReport, source_name
from tasks.fetch.intake import known_as, known_pages, source_pages
from tasks.fetch.plan import Range, plan
from tasks.fetch.site.agent import user_agent
from tasks.operate.check import nothing_stored
from tasks.operate.health import NIGHTLY
from tasks.raw import sha256_of
from tasks.release.kept import may_be_read
from tasks.release.known_questions import stored_state
from tasks.release.published.folders import undamaged_release


def start_ingest(
    data: Path,
    sources: Sequence[str],
    accept_drop: str | None = None,
    *,
    loaded: LoadedSettings | None = None,
    clock: Clock | None = None,
) -> Report:
    """Bring in sources ('live', 'sample', or paths) and publish a release, unless nothing has changed."""
    if not sources:
        raise UsageError("There is no source: give 'live', 'sample', or paths of pages, folders or archives.")
    loaded = loaded or load_settings(data)
    names = [source if source == LIVE_SOURCE else source_name(source) for source in sources]
    is_live, files = LIVE_SOURCE in names, [name for name in names if name != LIVE_SOURCE]
    if is_live:
        user_agent(loaded.values.contact)
    is_default = set(sources) == {LIVE_SOURCE}
    command = ["ingest", *(() if is_default else (word for source in sources for word in ("--from", source)))]
    with running(data, command, loaded=loaded, clock=clock, accept_drop=accept_drop) as run:
        if (not files or nothing_is_new(run, files)) and (not is_live or nothing_is_due(run)):
            run.end_with(Built())
        else:
            given = {"sources": names, "accept_drop": accept_drop}
            _do(run, "flows.ingest:ingest", given, lambda: _import_and_build(run, files, is_live=is_live))
    return run.report


def start_backfill(
    data: Path,
    wanted: Range,
    accept_drop: str | None = None,
    *,
    loaded: LoadedSettings | None = None,
    clock: Clock | None = None,
) -> Report:
    """Fetch a range of a legislature and publish a release, unless nothing has changed."""
    loaded = loaded or load_settings(data)
    user_agent(loaded.values.contact)
    command = ["backfill", *wanted.checked().options()]
    house = house_of(wanted.legislature)
    if house not in loaded.values.followed:
        raise UsageError(
            f"Legislature {wanted.legislature} is of the {house.name_en}, which this folder does not follow. "
            f"Add {house.code} to the setting houses (SENATE_HOUSES), now {loaded.values.houses}."
        )
    with running(data, command, loaded=loaded, clock=clock, accept_drop=accept_drop) as run:
        given = {**asdict(wanted), "accept_drop": accept_drop}
        _do(run, "flows.ingest:backfill", given, lambda: fetch_and_build(run, SourceReport(), wanted))
    return run.report


def start_nightly(data: Path, *, loaded: LoadedSettings | None = None, clock: Clock | None = None) -> Report:
    """Fetch what is due, publish a release, and remove old ones."""
    with running(data, [NIGHTLY], loaded=loaded, clock=clock, unattended=True) as run:
        user_agent(run.settings.contact)
        if nothing_is_due(run):
            run.end_with(Built())
        else:
            _do(run, "flows.nightly:nightly", {}, lambda: fetch_and_build(run, SourceReport()))
    return run.report


def start_rebuild(
    data: Path, accept_drop: str | None = None, *, loaded: LoadedSettings | None = None
) -> Report:
    """Build and publish a release from the raw store."""
    with running(data, ["rebuild"], loaded=loaded, accept_drop=accept_drop, afresh=True) as run:
        run.fetch_log()  # a damaged one raises
        if no_page := nothing_stored(run.store):
            raise NothingReadError(no_page)
        given, report = {"accept_drop": accept_drop}, SourceReport()
        _do(run, "flows.ingest:rebuild", given, lambda: build_release(run, run.inputs(), report))
    return run.report


def _do(run: Run, flow: str, parameters: Mapping[str, object], job: Callable[[], Built]) -> None:
    """Do the job of a run, by the setting `engine`, and end the run with what it built.

    A signal after the swap leaves the block of `running` without an error, and so without a result.
    """

    def work() -> Report:
        return run.end_with(job())

    if in_flow_run() or run.settings.engine == "none":
        work()
        return
    given = {"data": run.data.resolve(), **parameters}
    do_in_flow(flow, given, f"{run.report.start.flow}-{run.run_id}", work)


def _import_and_build(run: Run, files: Sequence[str], *, is_live: bool) -> Built:
    """Import pages of files, fetch what is due if asked to, and build, unless that would change nothing."""
    report = SourceReport()
    given = import_pages(run, files, report)
    if is_live:
        return fetch_and_build(run, report)
    inputs = run.inputs()
    if not run.report.is_lost and run.is_current(inputs) and not may_be_read(run.data):
        return Built(problems=tuple(report.problems + report.notes))
    return build_release(run, inputs, report, given)


def nothing_is_due(run: Run) -> bool:
    """Whether there is nothing to fetch and the current release is up to date."""
    if run.report.is_lost:
        return False
    if archives_due(run):
        return False
    state = stored_state(run.fetch_log(), undamaged_release(run.data), run.clock.now())
    is_page_due = run.settings.follows_pages and plan(state, run.settings.absent_run)
    return not is_page_due and run.is_current(run.inputs())


def nothing_is_new(run: Run, sources: Sequence[str]) -> bool:
    """Whether sources bring nothing to a current release; raises NothingReadError if they hold no page."""
    known = known_pages(run.fetch_log())
    seen = SourceReport()
    found = 0
    for source in sources:
        for page in source_pages(source, seen, datetime.now(UTC)):
            if known_as(page, source) not in known or not run.store.is_complete(sha256_of(page.content)):
                return False
            found += 1
    run.report.problems += seen.problems + seen.notes
    if not found:
        problems = "\n".join(f"- {problem}" for problem in seen.problems)
        passed = f" {seen.passed_over} records are not question pages." if seen.passed_over else ""
        none = f"There is no page in {', '.join(sources)}.{passed} Choose other sources with --from."
        raise NothingReadError(f"{none}\n{problems}".rstrip())
    return not run.report.is_lost and run.is_current(run.inputs())
