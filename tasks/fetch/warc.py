"""Pages from WARC archives: the question pages of the known hosts, with address and time of fetching."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from schemas.records import IncomingPage
from tasks.address import parse_address
from tasks.fetch.files import LARGEST_FILE
from tasks.fetch.gzip_members import GzipMembers
from tasks.fetch.report import SourceReport

SUFFIXES = (".warc", ".warc.gz")
_CONTENT_RECORDS = frozenset({"response", "resource"})
_RECORD_END = b"\r\n\r\n"


class BrokenOffError(ValueError):
    """An archive that ends inside a record."""


def pages_of_warc(path: Path, report: SourceReport) -> Iterator[IncomingPage]:
    """The question pages of an archive, one record at a time; other records are counted as passed over.

    An archive that breaks off, or is none, gives the whole records in it, and a sentence in the report. A
    page is given when what follows it shows that its record is whole.
    """
    held = passed_over = 0
    waiting: IncomingPage | None = None
    try:
        with path.open("rb") as stream:
            members = GzipMembers(stream) if path.name.endswith(".gz") else None
            for record in ArchiveIterator(BufferedReader(members) if members else stream):
                if waiting:
                    yield waiting
                held += record.rec_type in _CONTENT_RECORDS
                waiting = _page(record)
                passed_over += waiting is None and record.rec_type in _CONTENT_RECORDS
            _require_end(stream, members)
        if waiting:
            yield waiting
        if not held:
            report.problems.append(f"{path} holds no response; it is empty or no WARC file.")
    # warcio meets a header that breaks off with an AttributeError.
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError) as error:
        report.problems.append(f"{path} cannot be read to its end: {error}. What stands before it was taken.")
    report.passed_over += passed_over
    if passed_over:
        report.notes.append(f"{path}: {passed_over:,} records that are no question pages were passed over.")


def _require_end(stream: BinaryIO, members: GzipMembers | None) -> None:
    """Demand that an archive ends as a record does.

    Raises:
        BrokenOffError: When it does not.
    """
    if members:
        if members.broken:
            raise BrokenOffError("its compression breaks off")
    elif stream.seek(0, os.SEEK_END) >= len(_RECORD_END):
        stream.seek(-len(_RECORD_END), os.SEEK_END)
        if stream.read() != _RECORD_END:
            raise BrokenOffError("it ends inside a record")


def _page(record: ArcWarcRecord) -> IncomingPage | None:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if record.rec_type not in _CONTENT_RECORDS or parse_address(url) is None:
        return None
    if record.http_headers and record.http_headers.get_statuscode() != "200":
        return None
    content = record.content_stream().read(LARGEST_FILE)
    if record.raw_stream.limit > 0 and len(content) < LARGEST_FILE:
        raise BrokenOffError(f"the record of {url} breaks off")
    return IncomingPage(content, url, url, _time(record.rec_headers.get_header("WARC-Date")))


def _time(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
