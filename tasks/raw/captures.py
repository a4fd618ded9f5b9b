"""Which pages of the fetch log belong in a release, and which questions were requested without success."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from schemas.codes import EVIDENCE, LIVE_SOURCE, SAMPLE_SOURCE
from schemas.question_number import QuestionNumber, question_number
from schemas.records import Attempt, Capture
from tasks.common.address import (
    RECORDS,
    QuestionAddress,
    RecordAddress,
    archive_legislature,
    parse_address,
)
from tasks.raw.log import LogEntry

_NEVER = datetime.min.replace(tzinfo=UTC)
_EVER = datetime.max.replace(tzinfo=UTC)
_SURE = 2
"""The site must say this often that it no longer has a page of a question."""
_SAME = ""
"""In place of a page, where the site said that it is unchanged."""
_CAME = frozenset({"page", "unchanged"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';]{1,40})", re.IGNORECASE)


class _Seen(NamedTuple):
    first: datetime | None = None
    last: datetime | None = None


def captures(entries: Iterable[LogEntry]) -> tuple[Capture, ...]:
    """The pages for a release, ordered by identifier.

    A page that was logged several times is one page. Sample pages count only while there is no other source.
    """
    by_page: dict[str, list[LogEntry]] = defaultdict(list)
    unchanged: list[LogEntry] = []
    of_archives: list[LogEntry] = []
    for entry in entries:
        if entry.outcome == "page" and entry.sha256:
            by_page[entry.page_id].append(entry)
        elif entry.outcome == "unchanged":
            unchanged.append(entry)
        if _is_of_archive(entry):
            of_archives.append(entry)
    best = {page: _best_evidence(same) for page, same in by_page.items()}
    times = _sightings(best, unchanged, of_archives)
    found = [
        _capture(identifier, same, times.get(identifier, _Seen()))
        for identifier, same in sorted(by_page.items())
    ]
    own = [capture for capture in found if capture.source != SAMPLE_SOURCE]
    return tuple(own or found)


def page_count(entries: Iterable[LogEntry]) -> int:
    """How many pages `captures` finds in these rows."""
    pages = {
        (entry.source == SAMPLE_SOURCE, entry.canonical_url, entry.sha256)
        for entry in entries
        if entry.outcome == "page" and entry.sha256
    }
    own = sum(not is_sample for is_sample, *_ in pages)
    return own or len(pages)


def _best_evidence(entries: Sequence[LogEntry]) -> list[LogEntry]:
    """The rows of a page with the best evidence for its address: no sidecar dates an archive's page."""
    best = min((entry.evidence for entry in entries), key=EVIDENCE.index)
    return [entry for entry in entries if entry.evidence == best]


def failed_attempts(entries: Iterable[LogEntry]) -> tuple[Attempt, ...]:
    """The questions, in order, whose pages never came or are no longer on the site, or in its archive.

    Only main pages count: they are requested first, and show whether a question exists. A record may change
    its name, so none of the names of a question may be left.
    """
    tries: dict[QuestionNumber, list[LogEntry]] = defaultdict(list)
    came: set[QuestionNumber] = set()
    names: dict[str, dict[RecordAddress, bool]] = defaultdict(dict)
    for entry in entries:
        address = parse_address(entry.canonical_url or "")
        if isinstance(address, RecordAddress) and address.question_id and _is_of_archive(entry):
            names[address.question_id][address] = entry.outcome == "page"
        if not isinstance(address, QuestionAddress) or entry.source == SAMPLE_SOURCE:
            continue
        question = address.question
        if entry.outcome in _CAME:
            came.add(question)
        if address.variant == "main" and entry.fetched_at:
            tries[question].append(entry)
    found = (_failed_attempt(question, tries[question], came=question in came) for question in sorted(tries))
    lost = (question_number(one) for one, there in names.items() if not any(there.values()))
    gone = (Attempt(*question, "absent", withdrawn=True) for question in sorted(lost))
    return (*(attempt for attempt in found if attempt), *gone)


def _failed_attempt(question: QuestionNumber, tries: Sequence[LogEntry], *, came: bool) -> Attempt | None:
    # What says nothing leaves what was known.
    last = max(tries, key=lambda entry: (entry.outcome != "no_evidence", _moment(entry)))
    if not came:
        return Attempt(*question, last.outcome)
    return Attempt(*question, "absent", withdrawn=True) if _is_withdrawn(tries) else None


def _is_withdrawn(tries: Sequence[LogEntry]) -> bool:
    """Whether an address that had a page is twice absent since: a single time may be the site's mistake."""
    gave = {entry.canonical_url for entry in tries if entry.outcome in _CAME}
    there = max((_moment(entry) for entry in tries if entry.outcome in _CAME), default=_NEVER)
    gone = Counter(
        entry.canonical_url for entry in tries if entry.outcome == "absent" and _moment(entry) > there
    )
    return any(gone[url] >= _SURE for url in gave)


def _moment(entry: LogEntry) -> datetime:
    return entry.fetched_at or _NEVER


def _is_of_archive(entry: LogEntry) -> bool:
    """Whether a row is of an archive of the site, or of a record that came or went with one."""
    return entry.source == LIVE_SOURCE and (entry.canonical_url or "").startswith(RECORDS)


def _sightings(
    by_page: Mapping[str, Iterable[LogEntry]], unchanged: Iterable[LogEntry], of_archives: Sequence[LogEntry]
) -> dict[str, _Seen]:
    """When each page's address began to show it, the last time that it began, and when it last did.

    Seeing the same bytes again begins nothing, so that a night without news leaves the release as it is; and
    an address that returns to an earlier page has that as its newest page.
    """
    seen: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for page, entries in by_page.items():
        for entry in entries:
            if entry.fetched_at:
                seen[entry.canonical_url or page].append((entry.fetched_at, page))
    for entry in unchanged:
        if entry.fetched_at and entry.canonical_url in seen:
            seen[entry.canonical_url].append((entry.fetched_at, _SAME))
    _add_archives(seen, of_archives)
    found: dict[str, _Seen] = {}
    for sightings in seen.values():
        before = ""
        for moment, named in sorted(sightings):
            page = named or before
            if page:
                began = found[page].first if page == before else moment
                found[page] = _Seen(began, moment)
            before = page
    return found


def _add_archives(seen: dict[str, list[tuple[datetime, str]]], entries: Sequence[LogEntry]) -> None:
    """Add to the sightings of records the archives that had them as they were, and no row for them.

    Between two other sightings of an address, only the first and the last such archive count.
    """
    times: dict[int, list[datetime]] = defaultdict(list)
    records: dict[RecordAddress, list[tuple[datetime, str]]] = defaultdict(list)
    for entry in entries:
        address, moment = parse_address(entry.canonical_url or ""), _moment(entry)
        if isinstance(address, RecordAddress):
            records[address].append((moment, entry.page_id if entry.outcome == "page" else ""))
        elif entry.outcome in {"archive", "unchanged"}:
            times[archive_legislature(entry.canonical_url or "") or 0].append(moment)
    for address, rows in records.items():
        archives, known = sorted(times[address.legislature]), seen[address.url]
        moments = sorted({moment for moment, _ in (*known, *rows)})
        for start, end in pairwise((*moments, _EVER)):
            page = max((row for row in rows if row[0] <= start), default=(start, ""))[1]
            between = archives[bisect_right(archives, start) : bisect_left(archives, end)]
            known += [(moment, page) for moment in {*between[:1], *between[-1:]} if page]


def _capture(identifier: str, entries: Sequence[LogEntry], seen: _Seen) -> Capture:
    first = min(entries, key=lambda e: (e.source == SAMPLE_SOURCE, e.run_id, e.source, e.origin))
    labels = {
        label for entry in entries for label in _CHARSET.findall(entry.header("content-type") or "")[:1]
    }
    return Capture(
        page_id=identifier,
        sha256=first.sha256 or "",
        url=first.canonical_url,
        fetched_at=seen.first,
        seen_at=seen.last,
        source=first.source,
        origin=first.origin,
        header_charset=min(labels, default=None),
        evidence=min((entry.evidence for entry in entries), key=EVIDENCE.index),
        size=next((entry.size for entry in entries if entry.size), None),
    )
