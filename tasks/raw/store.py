"""Pages by the hash of their bytes, append-only, with a fetch log.

    raw/pages/ab/abcdef….gz     the bytes, gzip, named by the SHA-256 of what is inside
    raw/log/<run>-<n>.parquet   which address they came from, when, and from which source

A page is stored before it is logged and files appear whole, so a process killed at any moment leaves at most
bytes that no log names.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.codes import SAMPLE_SOURCE
from schemas.records import Capture
from schemas.tables import FETCH_LOG
from tasks.address import canonical_url
from tasks.errors import StorageError
from tasks.files import write_whole

_COMPRESSION_LEVEL = 6
_PAGE_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the fetch log; the columns are explained in `schemas.tables.FETCH_LOG`."""

    sha256: str
    url: str | None
    canonical_url: str | None
    fetched_at: datetime | None
    source: str
    origin: str
    run_id: str

    @property
    def page_id(self) -> str:
        """Identifier of the page: its address and its content."""
        return page_id(self.canonical_url, self.sha256)


def sha256_of(content: bytes) -> str:
    """The SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def page_id(url: str | None, sha256: str) -> str:
    """Identifier of a page: one address (or none) with one content, 16 hexadecimal digits."""
    return sha256_of(f"{canonical_url(url) or ''}\n{sha256}".encode())[:_PAGE_ID_DIGITS]


class RawStore:
    """The raw store of a data folder.

    Args:
        folder: The folder `raw` of the data folder; made when the first page is stored.
    """

    def __init__(self, folder: Path) -> None:
        self._pages = folder / "pages"
        self._log = folder / "log"

    def put(self, content: bytes) -> str:
        """Store bytes; those that are there already are left alone.

        Returns:
            Their SHA-256, hexadecimal.

        Raises:
            StorageError: When they cannot be written.
        """
        sha256 = sha256_of(content)
        path = self._path(sha256)
        if not path.exists():
            write_whole(path, gzip.compress(content, _COMPRESSION_LEVEL, mtime=0))
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that hash.

        Raises:
            StorageError: When they are not there, or damaged.
        """
        path = self._path(sha256)
        try:
            content = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise StorageError(f"The raw store lacks {path} or it is damaged: {error}.") from error
        if sha256_of(content) != sha256:
            raise StorageError(
                f"{path} does not hold the bytes that its name says; restore it from a backup."
            )
        return content

    def append(self, entries: Sequence[LogEntry], run_id: str, number: int) -> None:
        """Add a segment to the fetch log.

        Args:
            entries: Rows of the segment; nothing is written for none.
            run_id: The run that brought the pages in.
            number: Number of the segment within the run.

        Raises:
            StorageError: When it cannot be written.
        """
        if not entries:
            return
        rows = pa.Table.from_pylist([asdict(entry) for entry in entries], schema=arrow_schema(FETCH_LOG))
        segment = BytesIO()
        pq.write_table(rows, segment, compression="zstd")
        write_whole(self._log / f"{run_id}-{number:05}.parquet", segment.getvalue())

    def entries(self) -> Iterator[LogEntry]:
        """The fetch log, oldest run first.

        Raises:
            StorageError: When a segment is damaged.
        """
        for path in sorted(self._log.glob("*.parquet")):
            try:
                rows = pq.read_table(path).to_pylist()
                segment = [LogEntry(**row) for row in rows]
            except (OSError, pa.ArrowException, ValueError, TypeError, OverflowError) as error:
                raise StorageError(f"The fetch log has a damaged segment, {path}: {error}.") from error
            yield from segment

    def _path(self, sha256: str) -> Path:
        return self._pages / sha256[:2] / f"{sha256}.gz"


def captures(entries: Iterable[LogEntry]) -> tuple[Capture, ...]:
    """The pages that belong into a release, ordered by identifier.

    A page that was logged several times is one page, fetched when it was last seen. Pages of the bundled
    sample count only while there is no other source.
    """
    by_page: dict[str, list[LogEntry]] = {}
    for entry in entries:
        by_page.setdefault(entry.page_id, []).append(entry)
    found = [_capture(identifier, same) for identifier, same in sorted(by_page.items())]
    own = [capture for capture in found if capture.source != SAMPLE_SOURCE]
    return tuple(own or found)


def _capture(identifier: str, entries: Sequence[LogEntry]) -> Capture:
    first = min(entries, key=lambda e: (e.source == SAMPLE_SOURCE, e.run_id, e.source, e.origin))
    seen = [entry.fetched_at for entry in entries if entry.fetched_at]
    return Capture(
        page_id=identifier,
        sha256=first.sha256,
        url=first.canonical_url,
        fetched_at=max(seen, default=None),
        source=first.source,
        origin=first.origin,
    )
