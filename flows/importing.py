"""Importing pages from folders, archives and the sample: new ones go into the raw store."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from flows.console.progress import step
from flows.engine.tasks import task
from flows.run import Run
from schemas.codes import FetchOutcome
from schemas.records import IncomingPage
from tasks.common.batches import BATCH_BYTES, weighed_batches
from tasks.common.logger import log
from tasks.fetch import intake
from tasks.fetch.files import SourceReport
from tasks.fetch.site.classify import classifier_apart
from tasks.raw import RawStore

bring_in = task("import", "import-{number}")(intake.bring_in)


def import_pages(run: Run, sources: Sequence[str], report: SourceReport) -> set[str]:
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
            log.info("Imported %d new responses from %s", outcomes.total(), source)
            counts = (f"{count:,} {name}" for name, count in sorted(outcomes.items()) if name != "page")
            if numbers := ", ".join(counts):
                what = "responses of the site without a question; the fetch log keeps them"
                report.notes.append(f"{source}: {numbers}: {what}.")
    run.forget_log()
    return given


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
