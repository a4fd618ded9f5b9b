"""Bringing the pages of a source into the raw store."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from schemas.codes import SAMPLE_SOURCE, FetchOutcome
from schemas.records import IncomingPage
from tasks.common.address import canonical_url
from tasks.common.clock import CLOCK_TOLERANCE
from tasks.fetch.files import SourceReport, incoming_pages
from tasks.fetch.site.classify import Classification, Classifier, classify
from tasks.raw import LogEntry, RawStore, headers_text, page_id, sha256_of

Known = set[tuple[str, str, bool]]
"""Pages in the log: identifier, time of fetching, whether from the bundled sample."""


def known_pages(entries: Iterable[LogEntry]) -> Known:
    """The pages in the fetch log."""
    return {(entry.page_id, str(entry.fetched_at), entry.source == SAMPLE_SOURCE) for entry in entries}


def source_pages(source: str, report: SourceReport, now: datetime) -> Iterator[IncomingPage]:
    """The pages of a source, without times of fetching in the future, which a wrong clock set."""
    wrong = 0
    for page in incoming_pages(source, report):
        if page.fetched_at and page.fetched_at > now + CLOCK_TOLERANCE:
            wrong += 1
            yield replace(page, fetched_at=None)
        else:
            yield page
    if wrong:
        report.notes.append(f"{source}: {wrong:,} times of fetching are in the future; they were left out.")


def identify(page: IncomingPage) -> str:
    """Identifier of a page from a source."""
    return page_id(page.url, sha256_of(page.content))


def known_as(page: IncomingPage, source: str) -> tuple[str, str, bool]:
    """The page as the fetch log knows it: one known only from the sample is new elsewhere."""
    return identify(page), str(page.fetched_at), source == SAMPLE_SOURCE


def bring_in(  # noqa: PLR0913, PLR0917 - what is known of the pages, and where they go
    store: RawStore,
    pages: Sequence[IncomingPage],
    source: str,
    run_id: str,
    number: int,
    classifier: Classifier = classify,
) -> Counter[FetchOutcome]:
    """Store and log batch `number` of a run, new pages of one source; return how many had which outcome."""
    entries = [_logged(store, page, source, run_id, classifier) for page in pages]
    store.append(entries, run_id, number)
    return Counter(entry.outcome for entry in entries)


def _logged(
    store: RawStore, page: IncomingPage, source: str, run_id: str, classifier: Classifier
) -> LogEntry:
    """Store a page; a server's response is classified, a file always counts as a page."""
    classification = _classified(page, classifier)
    return LogEntry(
        sha256=store.put(page.content),
        url=page.url,
        canonical_url=canonical_url(page.url),
        fetched_at=page.fetched_at,
        source=source,
        origin=page.origin,
        run_id=run_id,
        status=page.status,
        headers=headers_text(page.headers),
        outcome=classification.outcome,
        detail=classification.detail,
        size=len(page.content),
    )


def _classified(page: IncomingPage, classifier: Classifier) -> Classification:
    if page.outcome:
        return Classification(page.outcome, page.detail)
    if not page.status:
        return Classification("page")
    return classifier(page.status, page.headers, page.content)
