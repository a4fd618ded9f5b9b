"""Pages by the hash of their bytes, append-only, with a fetch log.

    raw/pages/ab/abcdef….gz     the bytes, gzip, named by the SHA-256 of what is inside
    raw/log/                    which address they came from, when, and from which source (`tasks.raw.log`)

A page is stored before it is logged and files appear whole, so a process killed at any moment leaves at most
bytes that no log names.
"""

import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.errors import StorageError
from tasks.files import write_whole
from tasks.raw.entries import LogEntry, sha256_of
from tasks.raw.log import FetchLog

_COMPRESSION_LEVEL = 6
_SUFFIX = ".gz"


class RawStore:
    """The raw store of a data folder.

    Args:
        folder: The folder `raw` of the data folder; made when the first page is stored.
    """

    def __init__(self, folder: Path) -> None:
        self._pages = folder / "pages"
        self._log = FetchLog(folder / "log")

    def put(self, content: bytes, *, durable: bool = False) -> str:
        """Store bytes; those that are there already, and whole, are left alone.

        Args:
            content: The bytes as received.
            durable: Whether they are on the disk when this returns, for a page that is logged at once.

        Returns:
            Their SHA-256, hexadecimal.

        Raises:
            StorageError: When they cannot be written.
        """
        sha256 = sha256_of(content)
        path = self._path(sha256)
        if not _holds(path, content):
            write_whole(path, gzip.compress(content, _COMPRESSION_LEVEL, mtime=0), durable=durable)
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

    def is_whole(self, sha256: str) -> bool:
        """Whether the bytes of that hash are there, as they came."""
        try:
            self.get(sha256)
        except StorageError:
            return False
        return True

    def hashes(self) -> Iterator[str]:
        """The hash of every page that is stored, logged or not, in order."""
        for path in sorted(self._pages.glob(f"*/*{_SUFFIX}")):
            if not path.name.startswith("."):
                yield path.name.removesuffix(_SUFFIX)

    def append(self, entries: Sequence[LogEntry], run_id: str, number: int) -> None:
        """Add a segment to the fetch log, whose pages `put` has stored.

        Raises:
            StorageError: When it cannot be written.
        """
        if entries:
            os.sync()  # the pages are on the disk before the log names them
        self._log.append(entries, run_id, number)

    def note(self, entry: LogEntry, run_id: str, number: int) -> None:
        """Add one row to the fetch log, at once; its page was stored as durable.

        Raises:
            StorageError: When it cannot be written.
        """
        self._log.note(entry, run_id, number)

    def seal(self) -> None:
        """Turn what `note` wrote into segments. Only the run that holds the lock may do so.

        Raises:
            StorageError: When a journal is damaged, or a segment cannot be written.
        """
        self._log.seal()

    def entries(self) -> Iterator[LogEntry]:
        """The fetch log, oldest run first.

        Raises:
            StorageError: When a segment is damaged.
        """
        return self._log.entries()

    def _path(self, sha256: str) -> Path:
        return self._pages / sha256[:2] / f"{sha256}{_SUFFIX}"


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file holds these bytes; one that a power cut left torn does not."""
    try:
        return gzip.decompress(path.read_bytes()) == content
    except (OSError, EOFError, zlib.error):
        return False
