"""Reading a raw store again, to see whether it is whole."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from tasks.common.errors import StorageError
from tasks.raw.store import RawStore

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found.

    Attributes:
        whole: Pages whose bytes have the hash of their name.
        rows: Rows of the fetch log.
        unlogged: Whole pages that no row names.
        damaged: Hashes of pages that are there and are not whole.
        missing: Hashes that a row names and that are not there.
    """

    whole: int
    rows: int
    unlogged: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]

    def as_row(self) -> dict[str, Any]:
        """The findings for JSON."""
        return asdict(self)

    def sentence(self, place: str) -> str:
        """What is wrong with the store at a place, and what to do."""
        named = ", ".join((*self.damaged, *self.missing)[:_MOST_NAMED])
        return (
            f"The raw store in {place} is not whole: {len(self.damaged):,} pages are damaged and "
            f"{len(self.missing):,} are missing: {named}. Bring these files back from a backup of the folder "
            "raw, or bring their pages in again with --from, from an archive that holds them."
        )


def verify_store(store: RawStore, advance: Callable[[int], None] = lambda _: None) -> Verification:
    """Read every page and every row of a raw store.

    Args:
        store: The store; nothing in it is changed.
        advance: Told how many pages more are read.

    Raises:
        StorageError: When a segment of the log is damaged, or the store cannot be asked.
    """
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
