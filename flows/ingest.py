"""The flows `ingest`, `backfill` and `rebuild`: pages in, release out.

`flows.decide` decides before the engine starts whether there is anything to do.
"""

import flows.engine  # isort: skip  # noqa: F401 - sets the engine's variables before it is imported
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.build import build_release, fetch_and_build
from flows.console.progress import step
from flows.console.signals import SIGNALS
from flows.run import Built, Run
from schemas.codes import LIVE_SOURCE, FetchOutcome
from schemas.records import IncomingPage
from tasks.common.batches import BATCH_BYTES, weighed_batches
from tasks.fetch import intake
from tasks.fetch.files import SourceReport
from tasks.fetch.plan import Range
from tasks.fetch.site.classify import classifier_apart
from tasks.raw import RawStore
from tasks.release.kept import may_be_read


@flow(name="ingest", flow_run_name="ingest-{run.run_id}", validate_parameters=False)
def ingest(run: Run, sources: Sequence[str]) -> Built:
    """Bring in the pages of sources ('live', 'sample', or paths), then build and publish a release."""
    SIGNALS.listen_again()
    report = SourceReport()
    given = _bring_in_new_pages(run, [source for source in sources if source != LIVE_SOURCE], report)
    if LIVE_SOURCE in sources:
        return fetch_and_build(run, report)
    inputs = run.inputs()
    if not run.report.is_lost and run.is_current(inputs) and not may_be_read(run.data):
        return Built(problems=tuple(report.problems + report.notes))
    return build_release(run, inputs, report, given)


@flow(name="backfill", flow_run_name="backfill-{run.run_id}", validate_parameters=False)
def backfill(run: Run, wanted: Range) -> Built:
    """Fetch a range of a legislature from the site, then build and publish a release."""
    SIGNALS.listen_again()
    return fetch_and_build(run, SourceReport(), wanted)


@flow(name="rebuild", flow_run_name="rebuild-{run.run_id}", validate_parameters=False)
def rebuild(run: Run) -> Built:
    """Build and publish a release from the raw store alone."""
    SIGNALS.listen_again()
    return build_release(run, run.inputs(), SourceReport())


bring_in = task(name="bring in", task_run_name="bring-in-{number}", cache_policy=NO_CACHE)(intake.bring_in)


def _bring_in_new_pages(run: Run, sources: Sequence[str], report: SourceReport) -> set[str]:
    """Store the new pages of the sources; return the identifiers of all their pages."""
    known = intake.known_pages(run.fetch_log())
    given: set[str] = set()
    number = 0
    with step("Importing pages") as advance, classifier_apart() as classifier:
        for source in sources:
            outcomes: Counter[FetchOutcome] = Counter()
            new = _new_pages(run.store, source, known, given, report)
            for batch in weighed_batches(
                new, run.settings.batch_size, lambda page: len(page.content), BATCH_BYTES
            ):
                outcomes += bring_in(run.store, batch, source, run.run_id, number, classifier)
                advance(len(batch))
                number += 1
            report.notes += _note(source, outcomes)
    run.forget_log()
    return given


def _note(source: str, outcomes: Counter[FetchOutcome]) -> list[str]:
    """A sentence on the responses of a source that are no pages."""
    counts = {outcome: count for outcome, count in outcomes.items() if outcome != "page"}
    if not counts:
        return []
    numbers = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(counts.items()))
    return [f"{source}: {numbers}: responses of the site without a question; the fetch log keeps them."]


def _new_pages(
    store: RawStore, source: str, known: intake.Known, given: set[str], report: SourceReport
) -> Iterator[IncomingPage]:
    """The pages that the fetch log lacks; `given` gets the names of all, and damaged files are repaired."""
    for page in intake.source_pages(source, report, datetime.now(UTC)):
        given.add(intake.identify(page))
        if (found := intake.known_as(page, source)) not in known:
            known.add(found)
            yield page
        else:
            store.put(page.content)
