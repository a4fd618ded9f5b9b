"""Whether a run has anything to do: only then does the engine start, which takes seconds."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flows.run import Run
from tasks.common.errors import NothingReadError
from tasks.fetch.files import SourceReport
from tasks.fetch.intake import known_as, known_pages, source_pages
from tasks.fetch.plan import plan
from tasks.raw import sha256_of
from tasks.release.known_questions import stored_state
from tasks.release.published.folders import undamaged_release


def nothing_is_due(run: Run) -> bool:
    """Whether there is nothing to fetch and the current release is up to date."""
    if run.report.is_lost:
        return False
    state = stored_state(run.fetch_log(), undamaged_release(run.data), run.clock.now(), run.store)
    return not plan(state, run.settings.absent_run) and run.is_current(run.inputs())


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
