"""Pages from WARC archives: the question pages of the known hosts, with address and time of fetching."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from schemas.records import IncomingPage
from tasks.address import parse_address
from tasks.fetch.files import LARGEST_FILE
from tasks.fetch.report import SourceReport

_CONTENT_RECORDS = frozenset({"response", "resource"})
SUFFIXES = (".warc", ".warc.gz")


def pages_of_warc(path: Path, report: SourceReport) -> Iterator[IncomingPage]:
    """The question pages of an archive, one record at a time; other records are counted as passed over.

    An archive that breaks off, or is none, gives what can be read of it, and a sentence in the report.
    """
    held = passed_over = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                held += record.rec_type in _CONTENT_RECORDS
                page = _page(record)
                if page:
                    yield page
                elif record.rec_type in _CONTENT_RECORDS:
                    passed_over += 1
        if not held:
            report.problems.append(f"{path} holds no response; it is empty or no WARC file.")
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        report.problems.append(f"{path} cannot be read to its end: {error}. What stands before it was taken.")
    report.passed_over += passed_over
    if passed_over:
        report.notes.append(f"{path}: {passed_over:,} records that are no question pages were passed over.")


def _page(record: ArcWarcRecord) -> IncomingPage | None:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in _CONTENT_RECORDS or parse_address(url.strip("<>")) is None:
        return None
    if record.http_headers and record.http_headers.get_statuscode() != "200":
        return None
    content = record.content_stream().read(LARGEST_FILE)
    return IncomingPage(content, url, url.strip("<>"), _time(record.rec_headers.get_header("WARC-Date")))


def _time(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
