"""The archive of all records of a legislature: what is due, and bringing it.

An archive is one row of the fetch log; so is each record in it that is new or has changed, and each that the
last one had and it lacks. They are logged in one piece: a killed run has brought all of it or nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from schemas.codes import LIVE_SOURCE, FetchReason
from schemas.records import IncomingPage
from schemas.vocabulary import legislatures
from schemas.vocabulary.houses import House, house_of
from tasks.common.address import CHAMBER_SITE, RecordAddress, archive_url, parse_address
from tasks.common.errors import SourceUnavailableError
from tasks.fetch.files.archive import pages_of_zip
from tasks.fetch.files.limits import UNREADABLE
from tasks.fetch.files.report import SourceReport, Tally, printable, why
from tasks.fetch.plan import AddressState, after
from tasks.fetch.plan.rules import DAY, is_due
from tasks.fetch.site.classify import Classification, classify_archive
from tasks.fetch.site.client import PoliteClient, Request, Response, StayAwayError
from tasks.fetch.site.fetcher import conditions_of, response_entry
from tasks.fetch.site.robots import RobotsOfHosts
from tasks.raw import LogEntry, RawStore, sha256_of

_WEEK = 7 * DAY
_MOST_NAMED = 10
_ADVICE = (
    "What is stored stays, and the next night asks again. An archive that you have can be imported with "
    "--from QRVA_56.zip."
)


_GONE = "The archive no longer has a record of this name."


class DueArchive(NamedTuple):
    """An archive to request, why, and what the fetch log says of it.

    `records` has the SHA-256 of the last bytes of each record by its address, None for one that is gone.
    """

    legislature: int
    reason: FetchReason
    state: AddressState | None
    records: Mapping[str, str | None]

    @property
    def name(self) -> str:
        """Its name in a sentence."""
        return f"the archive of legislature {self.legislature} of the {house_of(self.legislature).name_en}"


class _RefusedError(ValueError):
    """An archive of which nothing is taken; the message is a sentence."""


def due_archives(
    followed: Iterable[House], entries: Sequence[LogEntry], now: datetime, wanted: int | None = None
) -> list[DueArchive]:
    """The archives to request: the `wanted` one, or that of the running legislature of each house with one.

    It is time every night after a failure, and while conditions save the server from sending what is known;
    else once a week.
    """
    running = [max(legislatures()) + house.ahead for house in followed if house.archive]
    found = []
    for legislature in [wanted] if wanted else running:
        state, in_vain, records = _known(legislature, entries, now)
        has_failed = state is not None and state.failures > 0
        is_conditional = state is not None and bool(state.etag or state.last_modified) and not in_vain
        pause = DAY if has_failed or is_conditional else _WEEK
        if wanted or is_due(state.tried_at if state else None, pause, now):
            reason: FetchReason = "backfill" if wanted else "failed_before" if has_failed else "archive"
            found.append(DueArchive(legislature, reason, state, records))
    return found


def _known(
    legislature: int, entries: Iterable[LogEntry], now: datetime
) -> tuple[AddressState | None, bool, dict[str, str | None]]:
    """The state of an archive, whether it came without news although only news was asked for, its records."""
    url, state, in_vain, news_at = archive_url(legislature), None, False, None
    records: dict[str, str | None] = {}
    for entry in entries:
        address = parse_address(entry.canonical_url or "") if entry.source == LIVE_SOURCE else None
        if isinstance(address, RecordAddress) and address.legislature == legislature:
            records[address.url], news_at = entry.sha256, entry.fetched_at
        elif entry.canonical_url == url:
            asked_for_news = bool(conditions_of(state, entry.fetched_at or now))
            in_vain = entry.outcome == "archive" and asked_for_news and entry.fetched_at != news_at
            state = after(state, entry, now)
    return state, in_vain, records


def bring_archive(  # noqa: PLR0913, PLR0917 - what is requested, how, and where it goes
    due: DueArchive, client: PoliteClient, site: str, store: RawStore, run_id: str, rows: list[LogEntry]
) -> list[str]:
    """Request an archive, store what is new in it, add `rows` for the log; return sentences on what is odd.

    `site` is the base address, as 'https://data.dekamer.be/v0/'. Raises SourceUnavailableError if no whole
    archive comes: then nothing of it is taken.
    """
    archive, notes = archive_url(due.legislature), list[str]()

    def keep(response: Response, address: str) -> None:
        is_robots = address != archive
        sha256 = store.put(response.content) if is_robots and response.content else None
        row = response_entry(response, address, run_id, None if is_robots else due.reason, sha256)
        rows.append(replace(row, outcome="robots") if is_robots else row)

    robots, url = RobotsOfHosts(client, keep, _ADVICE), site + archive.removeprefix(CHAMBER_SITE)
    if not robots.allows(url):
        raise SourceUnavailableError(f"The robots.txt of its host forbids {due.name}. {_ADVICE}")
    is_complete = not store.gone(filter(None, due.records.values()))
    conditions = conditions_of(due.state, client.clock.now()) if is_complete else {}
    try:
        response = client.get(Request(url, conditions, classify_archive, robots.lets_follow))
    except StayAwayError as error:
        keep(error.response, archive)
        raise
    if response.classification.outcome == "archive":
        try:
            rows += _taken(due, response, store, run_id, notes)
        except _RefusedError as error:
            response = replace(response, classification=Classification("no_evidence", str(error)))
    keep(response, archive)
    if response.classification.outcome not in {"archive", "unchanged"}:
        detail = response.classification.detail
        raise SourceUnavailableError(f"{detail} Nothing was taken of {due.name}. {_ADVICE}")
    return notes


def _taken(
    due: DueArchive, response: Response, store: RawStore, run_id: str, notes: list[str]
) -> Iterator[LogEntry]:
    """Store what is new in an archive; the rows of its records. Raises _RefusedError before all else."""
    found, others = _records(due, response.content)
    known = {url: sha256 for url, sha256 in due.records.items() if sha256}
    had = set(map(_question, known))
    lost = sorted(had - set(map(_question, found)))
    if len(lost) * 2 > len(had):
        raise _RefusedError(f"The archive lacks {len(lost):,} of the {len(had):,} questions that it had.")
    if others:
        notes.append(f"Not read of {due.name}, {len(others):,} files: {_first_of(others)}.")
    if lost:
        notes.append(f"No longer in {due.name}, {len(lost):,} questions, which are kept: {_first_of(lost)}.")
    if missing := {sha256 for sha256, _ in found.values()}.difference(store.hashes()):
        for page in _pages(response.content):
            if sha256_of(page.content) in missing:
                store.put(page.content)
    row = LogEntry(None, None, None, response.fetched_at, LIVE_SOURCE, "", run_id, reason=due.reason)
    for url in {**found, **known}:
        sha256, size = found.get(url, (None, None))
        if known.get(url) != sha256:
            row = replace(row, url=url, canonical_url=url, origin=url, sha256=sha256, size=size)
            yield row if sha256 else replace(row, outcome="absent", detail=_GONE)


def _records(due: DueArchive, content: bytes) -> tuple[dict[str, tuple[str, int]], list[str]]:
    """Hash and size of each record by its address, and the paths of other files, second ones included."""
    found: dict[str, tuple[str, int]] = {}
    others = []
    for page in _pages(content):
        address, record = parse_address(page.url or ""), (sha256_of(page.content), len(page.content))
        is_one = isinstance(address, RecordAddress) and address.legislature == due.legislature
        if not is_one or found.setdefault(page.url or "", record) != record:
            others.append(printable(page.origin.partition("!")[2]))
    if not found:
        raise _RefusedError(f"The archive holds no record of legislature {due.legislature}.")
    return found, others


def _pages(content: bytes) -> Iterator[IncomingPage]:
    """The files of an archive; raises _RefusedError at any damage."""
    report = SourceReport()
    try:
        with Tally("The archive", report) as tally:
            yield from pages_of_zip(BytesIO(content), "", tally)
    except UNREADABLE as error:
        raise _RefusedError(f"The archive cannot be read: {why(error)}.") from error
    if report.problems:
        raise _RefusedError(report.problems[0])


def _first_of(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")


def _question(url: str) -> str:
    address = parse_address(url)
    return (address and address.question_id) or url
