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
from tasks.fetch.site.classify import Judgement, judge
from tasks.raw import LogEntry, RawStore, headers_text, page_id, sha256_of

Known = set[tuple[str, str, bool]]
"""Pages that the log knows: identifier, time of fetching, whether from the bundled sample."""


def known_pages(entries: Iterable[LogEntry]) -> Known:
    """What the fetch log knows already."""
    return {(entry.page_id, str(entry.fetched_at), entry.source == SAMPLE_SOURCE) for entry in entries}


def source_pages(source: str, report: SourceReport, now: datetime) -> Iterator[IncomingPage]:
    """The pages of a source; a time of fetching that is yet to come, as of a wrong clock, is left out.

    Args:
        source: 'sample', or a path that exists.
        report: Gathers what could not be read.
        now: The moment.
    """
    wrong = 0
    for page in incoming_pages(source, report):
        if page.fetched_at and page.fetched_at > now + CLOCK_TOLERANCE:
            wrong += 1
            yield replace(page, fetched_at=None)
        else:
            yield page
    if wrong:
        report.notes.append(f"{source}: {wrong:,} times of fetching are yet to come; they were left out.")


def identify(page: IncomingPage) -> str:
    """Identifier of a page that a source gives."""
    return page_id(page.url, sha256_of(page.content))


def known_as(page: IncomingPage, source: str) -> tuple[str, str, bool]:
    """How the fetch log knows a page: one known from the sample alone is new from elsewhere."""
    return identify(page), str(page.fetched_at), source == SAMPLE_SOURCE


def is_new(page: IncomingPage, source: str, known: Known) -> bool:
    """Whether the fetch log lacks a page."""
    return known_as(page, source) not in known


def bring_in(
    store: RawStore, pages: Sequence[IncomingPage], source: str, run_id: str, number: int
) -> Counter[FetchOutcome]:
    """Store and log one batch of pages.

    Args:
        store: The raw store.
        pages: New pages of one source.
        source: Its name.
        run_id: The run.
        number: Number of the batch within the run.

    Returns:
        How many of them were what; files are pages all.

    Raises:
        StorageError: When the disk is full or read-only; what was stored before stays.
    """
    entries = [_logged(store, page, source, run_id) for page in pages]
    store.append(entries, run_id, number)
    return Counter(entry.outcome for entry in entries)


def _logged(store: RawStore, page: IncomingPage, source: str, run_id: str) -> LogEntry:
    """Store a page; an answer of a server is judged, a file is a page whatever it is."""
    judgement = _judged(page)
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
        outcome=judgement.outcome,
        detail=judgement.detail,
        size=len(page.content),
    )


def _judged(page: IncomingPage) -> Judgement:
    if page.outcome:
        return Judgement(page.outcome, page.detail)
    return judge(page.status, page.headers, page.content) if page.status else Judgement("page")
