"""The fetch log: Parquet segments, and a journal for the responses of a run in progress.

    log/<run>-<n>.parquet   a segment, written in one piece
    log/<run>-<n>.journal   JSON lines, one per response, until they become that segment, in the data folder

Each response is in the journal before the next request is sent, so that a killed run requests nothing twice.
A journal left by a killed run is read as it is, and becomes a segment in the next run.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import lru_cache
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.codes import Evidence, FetchOutcome, FetchReason
from schemas.records import Row
from schemas.tables import FETCH_LOG
from tasks.common.address import canonical_url, parse_address
from tasks.common.batches import batches
from tasks.common.errors import FileError, MissingError, StorageError
from tasks.common.files import no_link, storage_errors
from tasks.raw.storage import Storage

_PAGE_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the fetch log; the columns are explained in `schemas.tables.FETCH_LOG`.

    Segments written before a column was added are read with its default.
    """

    sha256: str | None
    url: str | None
    canonical_url: str | None
    fetched_at: datetime | None
    source: str
    origin: str
    run_id: str
    status: int | None = None
    headers: str | None = None
    outcome: FetchOutcome = "page"
    detail: str | None = None
    reason: FetchReason | None = None
    size: int | None = None

    @property
    def page_id(self) -> str:
        """Identifier of the page: its address and its content."""
        return page_id(self.canonical_url, self.sha256 or "")

    @property
    def evidence(self) -> Evidence:
        """Evidence for its address; a page without one may still name it itself."""
        if parse_address(self.canonical_url or "") is None:
            return "content"
        return "site" if self.is_response else "named"

    @property
    def is_response(self) -> bool:
        """Whether it came from the site, or as an archive's record, which is named by its address."""
        return self.status is not None or self.origin == self.url

    def header(self, name: str) -> str | None:
        """A header of the response; its name in small letters."""
        value = json.loads(self.headers).get(name) if self.headers else None
        return None if value is None else str(value)


def headers_text(headers: Mapping[str, str]) -> str | None:
    """Headers for the log: a JSON object, or None for none."""
    return json.dumps(dict(sorted(headers.items())), ensure_ascii=False) if headers else None


def sha256_of(content: bytes) -> str:
    """The SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def page_id(url: str | None, sha256: str) -> str:
    """Identifier of a page: one address (or none) with one content, 16 hexadecimal digits."""
    return sha256_of(f"{canonical_url(url) or ''}\n{sha256}".encode())[:_PAGE_ID_DIGITS]


_LOG = "log"
_SEGMENT = ".parquet"
_JOURNAL = ".journal"
_ADVICE = (
    "Restore the file from a backup of the folder raw/log. If there is no backup, move the file away: its "
    "pages stay stored, but their sources are lost, so they disappear from the release and are requested "
    "again."
)
_AT_ONCE = 50
"""Segments in memory at once."""
_REMEMBERED = 500
"""Cached segments; a row takes about a kilobyte."""
_UNREADABLE = (OSError, pa.ArrowException, ValueError, TypeError, OverflowError)
_COLUMNS = {field.name for field in fields(LogEntry)}


class FetchLog:
    """The fetch log of a raw store: segments in `storage`, journals below `folder`."""

    def __init__(self, storage: Storage, folder: Path) -> None:
        self._storage = storage
        self._folder = folder / _LOG

    def append(self, entries: Sequence[LogEntry], run_id: str, number: int) -> None:
        """Add segment `number` of a run; nothing is written for no rows."""
        if not entries:
            return
        segment = pa.BufferOutputStream()
        pq.write_table(_table(map(asdict, entries)), segment, compression="zstd", write_page_checksum=True)
        content = segment.getvalue().to_pybytes()
        self._storage.write(_segment_name(_stem(run_id, number)), content, durable=True)

    def note(self, entry: LogEntry, run_id: str, number: int) -> None:
        """Add a row to the journal of a future segment; it is on the disk when this returns.

        The page that it names was stored as durable.
        """
        path = self._folder / f"{_stem(run_id, number)}{_JOURNAL}"
        line = json.dumps(asdict(entry), ensure_ascii=False, default=lambda moment: moment.isoformat())
        with storage_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "ab", opener=no_link) as journal:
                journal.write(f"{line}\n".encode())
                journal.flush()
                os.fsync(journal.fileno())

    def seal(self) -> None:
        """Turn every journal into its segment. Only the run that holds the lock may do so."""
        journals = sorted(self._folder.glob(f"*{_JOURNAL}"))
        taken = set(self._stems()) if journals else set()
        for journal in journals:
            rows = self._unsealed(journal)
            run_id, _, number = journal.stem.rpartition("-")
            if not number.isdecimal():  # a copy under another name
                run_id, number = journal.stem, "0"
            free = next(free for free in count(int(number)) if _stem(run_id, free) not in taken)
            self.append(rows, run_id, free)
            taken.add(_stem(run_id, free))
            with storage_errors(journal):
                journal.unlink()

    def entries(self) -> Iterator[LogEntry]:
        """All rows, oldest run first; raises StorageError for a damaged segment or journal."""
        stems = {*self._stems(), *(path.stem for path in self._folder.glob(f"*{_JOURNAL}"))}
        for batch in batches(sorted(stems), 1 if self._storage.can_be_partial else _AT_ONCE):
            # The journal first: a run in progress may turn it into its segment meanwhile.
            noted = [self._unsealed(self._folder / f"{stem}{_JOURNAL}") for stem in batch]
            names = [_segment_name(stem) for stem in batch]
            for name, content, rows in zip(names, self._storage.read_many(names), noted, strict=True):
                yield from self._segment_entries(name, content)
                yield from rows

    def _stems(self) -> list[str]:
        return [Path(name).stem for name in self._storage.names(_LOG) if name.endswith(_SEGMENT)]

    def _unsealed(self, journal: Path) -> list[LogEntry]:
        """The rows of a journal that its segment lacks; none when it has just become one."""
        try:
            rows = _journal_entries(journal)
        except FileNotFoundError:
            return []
        name = _segment_name(journal.stem)
        (content,) = self._storage.read_many([name])
        sealed = set(self._segment_entries(name, content))
        return [row for row in rows if row not in sealed]

    def _segment_entries(self, name: str, content: bytes | StorageError) -> list[LogEntry]:
        """The rows of a segment; none when it does not exist."""
        if isinstance(content, MissingError):
            return []
        place = self._storage.place(name)
        if isinstance(content, StorageError):
            raise _damaged("segment", place, content)
        try:
            return list(_entries(content))
        except _UNREADABLE as error:
            raise _damaged("segment", place, error) from error


@lru_cache(_REMEMBERED)
def _entries(content: bytes) -> tuple[LogEntry, ...]:
    """The rows of a segment, by its bytes: a night reads the log several times."""
    # Arrow's reader without threads: threads still running at the end of a short process abort it.
    file = pq.ParquetFile(pa.BufferReader(content), pre_buffer=False, page_checksum_verification=True)
    return tuple(LogEntry(**row) for row in _typed(file.read(use_threads=False)).to_pylist())


def _stem(run_id: str, number: int) -> str:
    return f"{run_id}-{number:05}"


def _segment_name(stem: str) -> str:
    return f"{_LOG}/{stem}{_SEGMENT}"


def _journal_entries(path: Path) -> list[LogEntry]:
    """The rows of a journal; a last line without its end was being written when the run was killed."""
    try:
        *lines, _unfinished = path.read_bytes().split(b"\n")
        rows = [asdict(_entry(_timed(json.loads(line)))) for line in lines]
        return [_entry(row) for row in _table(rows).to_pylist()]
    except FileNotFoundError:
        raise
    except (*_UNREADABLE, AttributeError, LookupError, RecursionError) as error:
        raise _damaged("journal", path, error) from error


def _damaged(what: str, place: Path | str, error: Exception) -> FileError:
    return FileError(f"The fetch log has a damaged {what}, {place}: {str(error).rstrip('.')}. {_ADVICE}")


def _timed(row: Row) -> Row:
    moment = row["fetched_at"]
    return row | {"fetched_at": moment and datetime.fromisoformat(moment)}


def _entry(row: Row) -> LogEntry:
    """A row as written by this version of the code, or an earlier one with fewer columns.

    Raises TypeError without a required column, ValueError for a time without a zone.
    """
    entry = LogEntry(**{name: value for name, value in row.items() if name in _COLUMNS})
    if entry.fetched_at and entry.fetched_at.tzinfo is None:
        raise ValueError(f"the time {entry.fetched_at} has no time zone")
    return entry


def _table(rows: Iterable[Row]) -> pa.Table:
    """Rows as a segment; raises pa.ArrowException for a value of another type than its column."""
    return pa.Table.from_pylist(list(rows), schema=arrow_schema(FETCH_LOG))


def _typed(rows: pa.Table) -> pa.Table:
    """The known columns of a segment, with their types; raises ValueError for times without a zone."""
    known = pa.schema([field for field in arrow_schema(FETCH_LOG) if field.name in rows.schema.names])
    for field in rows.schema:
        if pa.types.is_timestamp(field.type) and field.type.tz is None:
            raise ValueError(f"the times of {field.name} have no time zone")
    return rows.select(known.names).cast(known)
