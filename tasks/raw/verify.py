"""Checking whether a raw store is complete and undamaged."""

from collections.abc import Callable
from dataclasses import dataclass

from tasks.common.errors import StorageError
from tasks.raw.store import RawStore

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
