"""The stations of the road for one batch each, as plain functions: what the flows call.

held_state: what is held, for the plan · bring_in: pages of a source into the raw store · inputs: what a
release is made of · work_on: captures to rows · the rest is `tasks.link.release_tables` and
`tasks.release.publish`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from schemas.codes import LANGUAGES, SAMPLE_SOURCE, FetchOutcome
from schemas.records import Capture, IncomingPage, PageRecord, Tables
from schemas.text_tables import TEXT_REPAIRS
from tasks.assemble import assemble_question, group_by_question
from tasks.assemble.sisters import compare_sisters
from tasks.common.address import canonical_url
from tasks.common.clock import CLOCK_TOLERANCE
from tasks.common.errors import StorageError
from tasks.decode import LARGEST_PAGE
from tasks.decode.bounds import TooMuchError
from tasks.extract import mentions
from tasks.fetch.files import SourceReport, incoming_pages
from tasks.fetch.plan import StoredState, address_states
from tasks.fetch.site.classify import Classification, classify
from tasks.link.release_tables import part_of
from tasks.link.thesaurus import eurovoc_terms
from tasks.pipeline.bisection import SetAside, work_through
from tasks.pipeline.endings import Endings, without_endings
from tasks.pipeline.shards import Shard, Worked, page_fact
from tasks.pipeline.workers import Workers
from tasks.raw import LogEntry, RawStore, captures, failed_attempts, headers_text, page_id, sha256_of
from tasks.raw.storage import open_storage
from tasks.read import quarantined, read_capture, refused, require_few_rows
from tasks.release.known_questions import held_questions
from tasks.repair.statistics.language_score import language_score
from tasks.tables.inputs import Inputs
from tasks.tables.rows import empty_tables, merge, page_tables, question_tables
from tasks.tables.text_repair_rows import text_repair_rows

TORN = "The raw store does not hold its bytes whole; `raw verify` names the file."
"""Why a page is set aside that can be read once its file is mended."""
Known = set[tuple[str, str, bool]]
"""Pages that the log knows: identifier, time of fetching, whether from the bundled sample."""


def raw_store(data: Path, address: str | None = None) -> RawStore:
    """The raw store of a data folder.

    Args:
        data: The data folder.
        address: Where pages and log lie, when not in the data folder.

    Raises:
        UsageError: When nothing that is installed knows such an address.
    """
    return RawStore(data / "raw", open_storage(address) if address else None)


def held_state(store: RawStore, release: Path | None, now: datetime) -> StoredState:
    """What is held, for the plan of what to fetch.

    Args:
        store: The raw store.
        release: The folder of the current release.
        now: The moment.

    Raises:
        StorageError: When the fetch log is damaged.
    """
    questions, named = held_questions(release)
    return StoredState(now, questions, address_states(store.entries(), now), named)


def inputs(store: RawStore, largest_page: int, eurovoc: Path | None = None) -> Inputs:
    """What a release of everything that a raw store holds is made of.

    Args:
        store: The raw store.
        largest_page: Bytes; a larger page is set aside.
        eurovoc: A table of EuroVoc terms.

    Raises:
        StorageError: When the fetch log is damaged.
        UsageError: When the EuroVoc terms cannot be read.
    """
    entries = list(store.entries())
    terms = eurovoc_terms(eurovoc) if eurovoc else {}
    return Inputs(captures(entries), largest_page, failed_attempts(entries), terms)


def log_damage(store: RawStore, made_of: int) -> str | None:
    """What is wrong with the fetch log of a raw store, or which of its pages are gone; None when nothing is.

    Args:
        store: The store.
        made_of: Of how many pages the current release was made.
    """
    try:
        entries = list(store.entries())
        gone = store.gone(entry.sha256 for entry in entries if entry.sha256)
    except StorageError as error:
        return str(error)
    if made_of and not store.is_there:
        return (
            f"There is no raw store in {store.place}, where the pages lay of which the release was made. Is "
            "its disk mounted? Else bring it back from a backup."
        )
    known = len(captures(entries))
    if known < made_of:
        return (
            f"The fetch log of the raw store in {store.place} names {known:,} pages, and the release was "
            f"made of {made_of:,}. Bring the others back from a backup of the folder raw, or in with --from."
        )
    if gone:
        return (
            f"The raw store in {store.place} lacks {gone:,} of its pages. Bring them back from a backup of "
            "the folder raw/pages, or in again with --from, from a source that holds them."
        )
    return None


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


def _judged(page: IncomingPage) -> Classification:
    if page.outcome:
        return Classification(page.outcome, page.detail)
    return classify(page.status, page.headers, page.content) if page.status else Classification("page")


def get_ready() -> None:
    """Load what reading and extracting need in a process that is about to work: words, patterns, names."""
    language_score("de")
    for language in LANGUAGES:
        mentions("", language)


def work_on(
    store: RawStore, shards: Sequence[Shard], endings: Endings, largest_page: int, workers: Workers
) -> list[Worked]:
    """Read the pages of shards, assemble and extract their questions, on all workers.

    Pages on which that fails are set aside alone, in quarantine.

    Args:
        store: The raw store.
        shards: The shards.
        endings: Lines that end every page of a kind.
        largest_page: Bytes; a larger page is set aside.
        workers: Work on shards side by side.

    Raises:
        TerminalError: When it is not the pages that fail.
    """

    def attempt(shards: Sequence[Shard], set_aside: SetAside) -> list[Worked]:
        return workers.map(partial(_work_on, store, endings, largest_page, set_aside), shards)

    return work_through(shards, attempt)


def _work_on(
    store: RawStore, endings: Endings, largest_page: int, set_aside: SetAside, shard: Shard
) -> Worked:
    wanted = [capture.sha256 for capture in shard.captures if capture.page_id not in set_aside]
    contents = store.pages(wanted)
    records = [
        quarantined(capture, set_aside[capture.page_id])
        if capture.page_id in set_aside
        else _read_one(capture, next(contents), largest_page)
        for capture in shard.captures
    ]
    facts = {record.capture.page_id: page_fact(record, shard.name) for record in records}
    here = [record for record in records if facts[record.capture.page_id].home == shard.name]
    lost = len(set_aside) + sum(record.reason == TORN for record in records)
    return Worked(shard, endings, facts, part_of(rows_of(without_endings(here, endings), largest_page)), lost)


def _read_one(capture: Capture, content: bytes | StorageError, largest_page: int) -> PageRecord:
    if isinstance(content, StorageError):
        return quarantined(capture, TORN)
    return read_capture(capture, content, largest_page)


def rows_of(records: Sequence[PageRecord], largest_page: int = LARGEST_PAGE) -> Tables:
    """The rows of pages and of their questions, as far as they follow from these pages alone.

    Args:
        records: The pages, read and quarantined.
        largest_page: Bytes; a page of which more would be kept than a page may give is set aside.
    """
    groups = group_by_question(records).values()
    unread = page_tables(record for record in records if record.reading is None)
    return merge([unread, *(_question_rows(group, largest_page) for group in groups)])


def _question_rows(records: Sequence[PageRecord], largest_page: int) -> Tables:
    """The rows of one question and of its pages, without those that give too much."""
    kept, aside = list(records), list[PageRecord]()
    while kept:
        try:
            return merge([page_tables(aside), _kept_rows(kept, largest_page)])
        except TooMuchError as reason:
            page = max(kept, key=_letters)
            kept.remove(page)
            aside.append(refused(page, str(reason)))
    return page_tables(aside)


def _kept_rows(records: Sequence[PageRecord], largest_page: int) -> Tables:
    compared = compare_sisters(records)
    for record in compared:
        require_few_rows(record, largest_page)
    question = assemble_question(compared)
    placed = empty_tables() | {TEXT_REPAIRS.name: list(text_repair_rows(question, compared))}
    return merge([page_tables(compared), question_tables([question], largest_page), placed])


def _letters(record: PageRecord) -> int:
    """How much text a page shows."""
    texts = record.reading.texts.values() if record.reading else ()
    return sum(len(paragraph) for text in texts for paragraph in text)
