"""Writing a raw store as one WARC archive, which web archives can read and `ingest --from` can read back."""

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.codes import SAMPLE_SOURCE
from tasks.common.errors import StorageError, UsageError
from tasks.common.files import new_file
from tasks.common.version import package_version
from tasks.raw import warc_names
from tasks.raw.log import LogEntry
from tasks.raw.store import RawStore

_SUFFIXES = (".warc", ".warc.gz")
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:senate-questions")


@dataclass(frozen=True, slots=True)
class Export:
    """Number of records written, and of log rows without bytes to write."""

    written: int
    without_bytes: int


def export_warc(store: RawStore, target: Path, advance: Callable[[int], None] = lambda _: None) -> Export:
    """Write every page of a raw store into an archive; the same store gives the same bytes.

    With the suffix .gz each record is compressed separately. `advance` gets the number of further records
    written. Raises UsageError for another suffix or an existing file, and StorageError for a damaged page or
    a failed write.
    """
    if not target.name.endswith(_SUFFIXES):
        raise UsageError(f"{target} is not a name for an archive; it must end in .warc or .warc.gz.")
    if target.exists():
        raise UsageError(f"{target} exists already; give another name, or remove it.")
    logged = list(store.entries())
    # Rows of the sample only when there are no others.
    entries = [entry for entry in logged if entry.source != SAMPLE_SOURCE] or logged
    with new_file(target) as stream:
        written = _write(store, entries, stream, target, advance)
    return Export(written, len(entries) - written)


def _write(
    store: RawStore,
    entries: Iterable[LogEntry],
    stream: BinaryIO,
    target: Path,
    advance: Callable[[int], None],
) -> int:
    writer = _Writer(stream, gzip=target.name.endswith(".gz"), warc_version="WARC/1.1")
    info = writer.create_warcinfo_record(target.name, {"software": f"senate-questions/{package_version()}"})
    info.rec_headers.replace_header("WARC-Record-ID", _record_id("warcinfo", target.name))
    info.rec_headers.replace_header("WARC-Date", "1970-01-01T00:00:00Z")
    writer.write_record(info)
    there = [(entry, entry.sha256) for entry in entries if entry.sha256]
    contents = store.pages([sha256 for _, sha256 in there])
    for (entry, _), content in zip(there, contents, strict=True):
        if isinstance(content, StorageError):
            raise content
        writer.write_record(_record(writer, entry, content))
        advance(1)
    return len(there)


class _Writer(WARCWriter):  # type: ignore[misc]
    """A writer that keeps the current record in memory; pages are small."""

    _create_temp_file = staticmethod(BytesIO)


def _record(writer: WARCWriter, entry: LogEntry, content: bytes) -> ArcWarcRecord:
    moment = entry.fetched_at or _run_start(entry.run_id)  # every record must have a time
    headers = {
        "WARC-Date": f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z",
        "WARC-Record-ID": _record_id(str(entry.canonical_url), str(entry.fetched_at), str(entry.sha256)),
    }
    if entry.status:
        headers[warc_names.OUTCOME_HEADER] = entry.outcome
        if entry.detail and entry.detail.isascii() and entry.detail.isprintable():
            headers[warc_names.DETAIL_HEADER] = entry.detail
    if entry.fetched_at is None:
        headers[warc_names.TIME_HEADER] = warc_names.UNKNOWN
    target = entry.canonical_url
    if target is None or not entry.is_response:
        headers |= {warc_names.ADDRESS_HEADER: target} if target else {}
        target = f"{warc_names.NO_ADDRESS}{entry.sha256}"
    return writer.create_warc_record(
        target,
        "response" if entry.status else "resource",
        payload=BytesIO(content),
        http_headers=_http_headers(entry, len(content)) if entry.status else None,
        warc_headers_dict=headers,
    )


def _http_headers(entry: LogEntry, length: int) -> StatusAndHeaders:
    status = entry.status or 0
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"
    kept = json.loads(entry.headers) if entry.headers else {}
    return StatusAndHeaders(
        f"{status} {phrase}", [*kept.items(), ("Content-Length", str(length))], protocol="HTTP/1.1"
    )


def _run_start(run_id: str) -> datetime:
    try:
        return datetime.strptime(run_id[:16], "%Y%m%dT%H%M%SZ")  # noqa: DTZ007 - the Z is UTC
    except ValueError:
        return datetime(1970, 1, 1)  # noqa: DTZ001 - printed with a Z


def _record_id(*parts: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_SPACE, chr(10).join(parts))}>"
