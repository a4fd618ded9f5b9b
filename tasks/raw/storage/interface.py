"""What the raw store and published releases need from their storage."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tasks.common.errors import StorageError


class Storage(Protocol):
    """Files by name, a path with slashes.

    A file appears complete or not at all. Every error is a StorageError that names the place.
    """

    @property
    def can_be_partial(self) -> bool:
        """Whether a power cut may leave an incomplete file under its name."""

    def place(self, name: str = "") -> str:
        """The place of a file, for messages."""

    def names(self, under: str) -> list[str]:
        """The names of all files below a name, at any depth, in order; none when there is nothing."""

    def read(self, name: str) -> bytes:
        """The bytes of a file; raises MissingError when it does not exist."""
        (found,) = self.read_many([name])
        if isinstance(found, StorageError):
            raise found
        return found

    def read_many(self, names: Sequence[str]) -> list[bytes | StorageError]:
        """The bytes of several files, at once where that is faster; for missing ones, the error.

        Raises UnreachableError when the storage does not respond, so that nothing is known of any file.
        """

    def write(self, name: str, content: bytes, *, durable: bool = False) -> None:
        """Write or replace a file; `durable` when a power cut must not undo it."""

    def settle(self) -> None:
        """Make everything written before survive a power cut."""

    def upload(self, name: str, path: Path) -> None:
        """Write a file from one on the disk."""

    def download(self, name: str, path: Path) -> None:
        """Copy a file to one on the disk."""

    def remove(self, name: str) -> None:
        """Remove everything below a name."""
