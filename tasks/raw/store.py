"""Pages by the hash of their bytes, append-only, with a fetch log.

    raw/pages/ab/abcdef….gz     the bytes, gzip, named by the SHA-256 of the content
    raw/log/                    addresses, times and sources (`tasks.raw.log`)

A page is stored before it is logged and files appear complete, so a killed process leaves at most bytes that
no log names. All of it except the journal of a run in progress may be elsewhere, in an object store.
"""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tasks.common.batches import batches
from tasks.common.errors import FileError, StorageError, UnreachableError
from tasks.raw.log import FetchLog, LogEntry, sha256_of
from tasks.raw.storage import Storage, open_storage
from tasks.raw.storage.folder import FolderStorage

_COMPRESSION_LEVEL = 6
_PAGES = "pages"
_SUFFIX = ".gz"
_AT_ONCE = 100
"""Pages read in parallel, and kept in memory, where that is faster."""


class RawStore(FetchLog):
    """The raw store of a data folder: its fetch log, and the pages that the log names.

    `folder` is `raw` of the data folder, created for the first page. Pages and log are in `storage`, by
    default that folder; journals are always in the folder. Methods that write raise StorageError when they
    cannot.
    """

    def __init__(self, folder: Path, storage: Storage | None = None) -> None:
        super().__init__(storage or FolderStorage(folder), folder)

    @property
    def place(self) -> str:
        """Its place, for messages."""
        return self._storage.place()

    @property
    def is_there(self) -> bool:
        """Whether it exists; one at an address is assumed to."""
        return not self._storage.can_be_partial or Path(self.place).is_dir()

    def put(self, content: bytes, *, durable: bool = False) -> str:
        """Store bytes unless they are there and complete, on the disk if `durable`; return their SHA-256."""
        sha256 = sha256_of(content)
        # Writing a single page is faster than listing an object store.
        if (durable and not self._storage.can_be_partial) or not self.is_complete(sha256):
            compressed = gzip.compress(content, _COMPRESSION_LEVEL, mtime=0)
            self._storage.write(_name(sha256), compressed, durable=durable)
            if "_known_hashes" in vars(self):
                self._known_hashes.add(sha256)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that hash; raises StorageError when they are missing or damaged."""
        (found,) = self.pages([sha256])
        if isinstance(found, StorageError):
            raise found
        return found

    def pages(self, hashes: Sequence[str]) -> Iterator[bytes | StorageError]:
        """The bytes of each hash, in order, or the error; raises UnreachableError if nothing responds."""
        for batch in batches(hashes, _AT_ONCE if not self._storage.can_be_partial else 1):
            stored = self._storage.read_many([_name(sha256) for sha256 in batch])
            yield from map(self._unpacked, batch, stored)

    def _unpacked(self, sha256: str, stored: bytes | StorageError) -> bytes | StorageError:
        place = self._storage.place(_name(sha256))
        if isinstance(stored, StorageError):
            return FileError(f"The raw store lacks a page: {stored}")
        try:
            content = gzip.decompress(stored)
        except (OSError, EOFError, zlib.error) as error:
            return FileError(f"The raw store has a damaged page, {place}: {error}.")
        if sha256_of(content) != sha256:
            return FileError(f"{place} does not match the hash in its name; restore it from a backup.")
        return content

    def is_complete(self, sha256: str) -> bool:
        """Whether the bytes of that hash are stored undamaged.

        A file is read, since a power cut may have damaged it; objects appear complete, so their list
        suffices. Raises UnreachableError when the storage does not respond.
        """
        if not self._storage.can_be_partial:
            return sha256 in self._known_hashes
        try:
            self.get(sha256)
        except UnreachableError:
            raise
        except StorageError:
            return False
        return True

    @cached_property
    def _known_hashes(self) -> set[str]:
        """The stored hashes, listed once, and those stored since."""
        return set(self.hashes())

    def hashes(self) -> Iterator[str]:
        """The hash of every stored page, logged or not, in order."""
        for name in self._storage.names(_PAGES):
            if name.endswith(_SUFFIX):
                yield name.rpartition("/")[2].removesuffix(_SUFFIX)

    def gone(self, hashes: Iterable[str]) -> int:
        """How many of these hashes have no page, if that is cheap to check: 0 for a store at an address."""
        return len(set(hashes) - set(self.hashes())) if self._storage.can_be_partial else 0

    def append(self, entries: Sequence[LogEntry], run_id: str, number: int) -> None:
        """Add a segment to the fetch log, whose pages `put` has stored."""
        if entries:
            self._storage.settle()  # the pages are on the disk before the log names them
        super().append(entries, run_id, number)


def _name(sha256: str) -> str:
    return f"{_PAGES}/{sha256[:2]}/{sha256}{_SUFFIX}"


def raw_store(data: Path, address: str | None = None) -> RawStore:
    """The raw store of a data folder; pages and log may be at another address."""
    return RawStore(data / "raw", open_storage(address) if address else None)


_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Verification:
    """The result."""

    whole: int  # pages whose bytes have the hash of their name
    rows: int  # rows of the fetch log
    unlogged: int  # undamaged pages that no row names
    damaged: tuple[str, ...]  # hashes of damaged pages
    missing: tuple[str, ...]  # hashes that a row names, without a page

    def sentence(self, place: str) -> str:
        """What is wrong with the store at a place, and what to do."""
        named = ", ".join((*self.damaged, *self.missing)[:_MOST_NAMED])
        return (
            f"The raw store in {place} is not complete: {len(self.damaged):,} pages are damaged and "
            f"{len(self.missing):,} are missing: {named}. Restore these files from a backup of the folder "
            "raw, or import their pages again with --from, from an archive that has them."
        )


def verify_store(store: RawStore, advance: Callable[[int], None] = lambda _: None) -> Verification:
    """Read every page and row of a raw store; `advance` gets the number of further pages read."""
    named: set[str] = set()
    rows = 0
    for entry in store.entries():
        rows += 1
        named |= {entry.sha256} if entry.sha256 else set()
    whole: set[str] = set()
    damaged = []
    hashes = list(store.hashes())
    for sha256, found in zip(hashes, store.pages(hashes), strict=True):
        if isinstance(found, StorageError):
            damaged.append(sha256)
        else:
            whole.add(sha256)
        advance(1)
    missing = named - whole - set(damaged)
    return Verification(len(whole), rows, len(whole - named), tuple(damaged), tuple(sorted(missing)))
