"""Pages from WARC archives: question pages of the known hosts, with address and time of fetching."""

import logging
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from gzip import GzipFile
from io import BufferedReader, BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader as WarcioReader
from warcio.bufferedreaders import ChunkedDataReader
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord

from schemas.codes import FETCH_OUTCOMES, KEPT_HEADERS, FetchOutcome
from schemas.records import IncomingPage
from tasks.common.address import archived_at, is_archived, parse_address
from tasks.fetch.files import limits
from tasks.fetch.files.file_kinds import advice_on
from tasks.fetch.files.limits import (
    LONGEST_HEADERS,
    BombError,
    BrokenOffError,
    UnusableError,
    library_call,
    read_page,
    require_no_bomb,
)
from tasks.fetch.files.limits import require_size_of_a_page as require_size
from tasks.fetch.files.provenance import read_time
from tasks.fetch.files.report import SourceReport, Tally, printable
from tasks.raw import warc_names

CONTENT_RECORDS = frozenset({"response", "resource", "conversion"})
"""Types of records with a page: a response, a file, a text extract."""
_OUTCOMES: dict[str | None, FetchOutcome] = {outcome: outcome for outcome in FETCH_OUTCOMES}
GIVEN_STATUSES = frozenset({200, 203})
"""Statuses of responses with the page."""
ABSENT_STATUSES = frozenset({404, 410})
"""Statuses of responses that say there is no such page."""

_REVISIT = "revisit"
_GZIP_MAGIC = b"\x1f\x8b"
_ARC_MAGIC = b"filedesc://"
_RECORD_END = b"\r\n\r\n"
_ARCHIVED_RESPONSE = "memento-datetime"
_GZIP, _ZLIB, _RAW = 31, 15, -15
_WINDOWS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (_ZLIB, _RAW)}
"""zlib's window bits by encoding: HTTP's deflate has a header by the standard, and often has none."""

# warcio corrects addresses and logs it; without a handler Python prints it.
logging.getLogger("warcio").addHandler(logging.NullHandler())


def pages_of_warc(path: Path, report: SourceReport) -> Iterator[IncomingPage]:
    """The question pages of an archive, one record at a time; other records are counted.

    The file is WARC, packed with gzip or not, whatever its name. If it breaks off, or is none of
    these, its complete records are used, with a sentence in the report.
    """
    with Tally(str(path), report) as tally:
        try:
            with path.open("rb") as stream:
                yield from pages_of_records(stream, tally)
        except (BombError, OSError) as error:
            tally.cut_short(error)


def pages_of_records(stream: BufferedReader, tally: Tally, part: str | None = None) -> Iterator[IncomingPage]:
    """The question pages of an open archive, at the path `part` of another; raises BombError for a bomb."""
    try:
        yield from _complete_pages(stream, tally, part)
    except (OSError, BrokenOffError) as error:
        tally.cut_short(error, part)


def _complete_pages(stream: BufferedReader, tally: Tally, part: str | None) -> Iterator[IncomingPage]:
    """Pages of records; each is yielded once what follows shows that its record is complete."""
    with library_call():
        is_packed = stream.peek(2).startswith(_GZIP_MAGIC)
        content = GzipFile(fileobj=stream) if is_packed else stream
        is_arc = content.peek(len(_ARC_MAGIC)).startswith(_ARC_MAGIC)
    name = printable(f"{tally.name}!{part}" if part else tally.name)
    if is_arc:
        tally.add_problem(f"{name} is an ARC, which is not read; {advice_on('.arc')}.")
        return
    records = _Records(RecordStream(content, stream.tell))
    waiting: IncomingPage | None = None
    responses = 0
    while record := records.following():
        if waiting:
            yield waiting
        responses += record.rec_type in CONTENT_RECORDS or record.rec_type == _REVISIT
        waiting = _page_or_tally(record, tally, part)
    records.require_end()
    if waiting:
        yield waiting
    if not responses:
        tally.add_problem(f"{name} contains no response; it is empty or not a WARC file.")


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's records, with a limit for headers, and an error where warcio prints one and continues."""

    def __init__(self, stream: "RecordStream") -> None:
        super().__init__(stream)
        self.reader = self._bounded = stream
        self._last: ArcWarcRecord | None = None
        self._blank_at_end = 0

    def following(self) -> ArcWarcRecord | None:
        """The next record; None at the end. Raises BrokenOffError for a damaged one, or without a length."""
        with library_call():
            record: ArcWarcRecord | None = next(self, None)
        if record:
            self._bounded.begin_content()
            self._last = record
            if not isinstance(record.raw_stream, LimitReader):
                raise BrokenOffError("a record does not say how long it is")
        return record

    def require_end(self) -> None:
        """Raise BrokenOffError unless it is empty or ends with a whole record and its blank lines."""
        is_cut = self._last is not None and self._last.raw_stream.limit > 0
        if is_cut or (self._blank_at_end < len(_RECORD_END) and not self._bounded.is_empty()):
            raise BrokenOffError("it ends inside a record")

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        """The line after blank ones; warcio's own drops one without a blank before it, a header."""
        self._blank_at_end = blank = 0
        while line := self.reader.readline():
            if line.strip():
                return line, blank
            blank += len(line)
        self._blank_at_end = blank
        return None, blank


def _page_or_tally(record: ArcWarcRecord, tally: Tally, part: str | None) -> IncomingPage | None:
    """The page in a record; None for another, which is counted."""
    if record.rec_type == _REVISIT:
        tally.revisits += 1
    if record.rec_type not in CONTENT_RECORDS:
        return None
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    try:
        page = _page(record, url)
    except UnusableError as error:
        tally.skip_member(f"{part}!{url}" if part else url, error)
        page = None
    tally.passed_over += page is None
    return page


def _page(record: ArcWarcRecord, url: str) -> IncomingPage | None:
    code = record.http_headers.get_statuscode() if record.http_headers else ""
    status = int(code) if code.isascii() and code.isdigit() and len(code) == len("200") else None
    if record.rec_type == "resource" and url.startswith(warc_names.NO_ADDRESS):
        address = record.rec_headers.get_header(warc_names.ADDRESS_HEADER)
        return IncomingPage(_content(record), url, address, _fetched_at(record, url))
    if parse_address(url) is None or not _is_wanted(record, status, url):
        return None
    return IncomingPage(
        content=_content(record),
        origin=url,
        url=url,
        fetched_at=_fetched_at(record, url),
        status=status,
        headers=_headers(record),
        outcome=_OUTCOMES.get(record.rec_headers.get_header(warc_names.OUTCOME_HEADER)),
        detail=record.rec_headers.get_header(warc_names.DETAIL_HEADER),
    )


def _is_wanted(record: ArcWarcRecord, status: int | None, url: str) -> bool:
    if record.rec_type != "response" or status in GIVEN_STATUSES:
        return True
    if status not in ABSENT_STATUSES:
        return False
    # The Wayback Machine itself returns 404 without a copy, which says nothing about the site.
    return not is_archived(url) or record.http_headers.get_header(_ARCHIVED_RESPONSE) is not None


def _headers(record: ArcWarcRecord) -> dict[str, str]:
    if not record.http_headers:
        return {}
    found = {name: record.http_headers.get_header(name) for name in KEPT_HEADERS}
    return {name: value for name, value in found.items() if value is not None}


def _content(record: ArcWarcRecord) -> bytes:
    """The page in a record as a browser gets it, without chunks and compression."""
    require_size(record.length or 0)
    content = read_page(record.raw_stream)
    if record.raw_stream.limit > 0:
        raise BrokenOffError("a record is shorter than it says")
    if not record.http_headers:
        return content
    if (record.http_headers.get_header("transfer-encoding") or "").strip().lower() == "chunked":
        with library_call():
            content = ChunkedDataReader(BytesIO(content)).read()
    return _unpacked(content, (record.http_headers.get_header("content-encoding") or "").strip().lower())


def _unpacked(content: bytes, encoding: str) -> bytes:
    """Content without its compression; unchanged when the header is wrong, as archives store it."""
    for window in _WINDOWS.get(encoding, ()):
        decoder = zlib.decompressobj(window)
        with suppress(zlib.error):
            page = decoder.decompress(content, limits.LARGEST_FILE + 1)
            require_size(len(page))
            if page or decoder.eof:
                return page
    return content


def _fetched_at(record: ArcWarcRecord, url: str) -> datetime | None:
    """When the page came from the site: for a Wayback Machine copy the moment in its address."""
    if record.rec_headers.get_header(warc_names.TIME_HEADER) == warc_names.UNKNOWN:
        return None
    return archived_at(url) or read_time(record.rec_headers.get_header("WARC-Date"))


class _Bounded:
    """Passes bytes on and stops at a bomb; `packed` tells how many were read."""

    def __init__(self, stream: BufferedReader | GzipFile, packed: Callable[[], int]) -> None:
        self._stream = stream
        self._packed = packed
        self.expanded = 0

    def read(self, size: int) -> bytes:
        piece = self._stream.read1(size)  # `read` loses its bytes when an error follows
        self.expanded += len(piece)
        require_no_bomb(self._packed(), self.expanded)
        return piece


class RecordStream(WarcioReader):  # type: ignore[misc]
    """warcio's reader of lines and content of an unpacked archive, with bounded lines."""

    def __init__(self, stream: BufferedReader | GzipFile, packed: Callable[[], int]) -> None:
        self._source = _Bounded(stream, packed)
        self._header_bytes = 0
        super().__init__(self._source)

    def begin_content(self) -> None:
        """Note the end of a record's headers; those of the next have the same limit."""
        self._header_bytes = 0

    def is_empty(self) -> bool:
        """Whether nothing could be read."""
        return not self._source.expanded

    def readline(self, length: int | None = None) -> bytes:
        """A line, or `length` bytes of it; raises BombError when a record's headers are too long."""
        left = LONGEST_HEADERS - self._header_bytes
        most = left if length is None else min(length, left)
        line = self._line(most)
        if len(line) == left and not line.endswith(b"\n"):
            raise BombError(f"the headers of a record in it have more than {LONGEST_HEADERS:,} bytes")
        self._header_bytes += len(line) if line.strip() else 0
        return line

    def _line(self, most: int) -> bytes:
        pieces: list[bytes] = []
        while most > 0 and not (pieces and pieces[-1].endswith(b"\n")):
            self._fillbuff()
            if self.empty():
                break
            pieces.append(self.buff.readline(most))
            most -= len(pieces[-1])
        return b"".join(pieces)
