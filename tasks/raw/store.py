"""Pages by the hash of their bytes, append-only, with a fetch log.

    raw/pages/ab/abcdef….gz     the bytes, gzip, named by the SHA-256 of what is inside
    raw/log/                    which address they came from, when, and from which source (`tasks.raw.log`)

A page is stored before it is logged and files appear whole, so a process killed at any moment leaves at most
bytes that no log names. All of it but the journal of a run at work may lie elsewhere, in an object store.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from tasks.common.batches import batches
from tasks.common.errors import FileError, StorageError, UnreachableError
from tasks.raw.entries import LogEntry, sha256_of
from tasks.raw.log import FetchLog
from tasks.raw.storage import Storage, open_storage
from tasks.raw.storage.folder import FolderStorage

_COMPRESSION_LEVEL = 6
_PAGES = "pages"
_SUFFIX = ".gz"
_AT_ONCE = 100
"""Pages that are read side by side, and held in memory, where that is faster."""


class RawStore:
    """The raw store of a data folder.

    Args:
        folder: The folder `raw` of the data folder; made when the first page is stored.
        storage: Where pages and log lie; that folder by default. Journals are always in it.
    """

    def __init__(self, folder: Path, storage: Storage | None = None) -> None:
        self._storage: Storage = storage or FolderStorage(folder)
        self._log = FetchLog(self._storage, folder)

    @property
    def place(self) -> str:
        """Where it lies, for sentences."""
        return self._storage.shown()

    @property
    def is_there(self) -> bool:
        """Whether there is such a place; one at an address is taken to be."""
        return not self._storage.can_tear or Path(self.place).is_dir()

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
        # One page alone is written sooner than an object store is asked what it holds.
        if (durable and not self._storage.can_tear) or not self.is_whole(sha256):
            compressed = gzip.compress(content, _COMPRESSION_LEVEL, mtime=0)
            self._storage.write(_name(sha256), compressed, durable=durable)
            self._note_stored(sha256)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that hash.

        Raises:
            StorageError: When they are not there, or damaged.
        """
        (found,) = self.pages([sha256])
        if isinstance(found, StorageError):
            raise found
        return found

    def pages(self, hashes: Sequence[str]) -> Iterator[bytes | StorageError]:
        """The bytes of each hash, in order; for those that are not there, or damaged, the error.

        Raises:
            UnreachableError: When the store cannot be asked.
        """
        for batch in batches(hashes, _AT_ONCE if not self._storage.can_tear else 1):
            stored = self._storage.read_many([_name(sha256) for sha256 in batch])
            yield from map(self._unpacked, batch, stored)

    def _unpacked(self, sha256: str, stored: bytes | StorageError) -> bytes | StorageError:
        place = self._storage.shown(_name(sha256))
        if isinstance(stored, StorageError):
            return FileError(f"The raw store lacks a page: {stored}")
        try:
            content = gzip.decompress(stored)
        except (OSError, EOFError, zlib.error) as error:
            return FileError(f"The raw store has a damaged page, {place}: {error}.")
        if sha256_of(content) != sha256:
            return FileError(f"{place} does not hold the bytes that its name says; restore it from a backup.")
        return content

    def is_whole(self, sha256: str) -> bool:
        """Whether the bytes of that hash are there, as they came.

        A file is read, since a power cut may have torn it. Of objects, which appear whole, the list tells.

        Raises:
            UnreachableError: When the store cannot be asked.
        """
        if not self._storage.can_tear:
            return sha256 in self._listed
        try:
            self.get(sha256)
        except UnreachableError:
            raise
        except StorageError:
            return False
        return True

    @cached_property
    def _listed(self) -> set[str]:
        """The hashes that are stored, as listed once, and those that were stored here since."""
        return set(self.hashes())

    def _note_stored(self, sha256: str) -> None:
        if "_listed" in vars(self):
            self._listed.add(sha256)

    def hashes(self) -> Iterator[str]:
        """The hash of every page that is stored, logged or not, in order.

        Raises:
            UnreachableError: When the store cannot be asked.
        """
        for name in self._storage.names(_PAGES):
            if name.endswith(_SUFFIX):
                yield Path(name).name.removesuffix(_SUFFIX)

    def gone(self, hashes: Iterable[str]) -> int:
        """How many of these hashes have no page, where looking is cheap: 0 of a store at an address."""
        return len(set(hashes) - set(self.hashes())) if self._storage.can_tear else 0

    def append(self, entries: Sequence[LogEntry], run_id: str, number: int) -> None:
        """Add a segment to the fetch log, whose pages `put` has stored.

        Raises:
            StorageError: When it cannot be written.
        """
        if entries:
            self._storage.settle()  # the pages are on the disk before the log names them
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


def _name(sha256: str) -> str:
    return f"{_PAGES}/{sha256[:2]}/{sha256}{_SUFFIX}"


def raw_store(data: Path, address: str | None = None) -> RawStore:
    """The raw store of a data folder.

    Args:
        data: The data folder.
        address: Where pages and log lie, when not in the data folder.

    Raises:
        UsageError: When no installed package supports the address.
    """
    return RawStore(data / "raw", open_storage(address) if address else None)
