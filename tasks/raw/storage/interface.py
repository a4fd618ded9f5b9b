"""What the raw store and published releases need of the place where they lie."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tasks.common.errors import StorageError


class Storage(Protocol):
    """Files by name; a name is a path below the place, with slashes.

    A file appears whole or not at all. Every error is a StorageError that names the place.
    """

    @property
    def can_tear(self) -> bool:
        """Whether a power cut may leave a file under its name that is not whole."""
        ...

    def shown(self, name: str = "") -> str:
        """The place of a file, for sentences."""
        ...

    def names(self, under: str) -> list[str]:
        """The names of all files below a name, at any depth, in order; none when there is nothing."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            MissingError: When it is not there.
            StorageError: When it cannot be read.
        """
        ...

    def read_many(self, names: Sequence[str]) -> list[bytes | StorageError]:
        """The bytes of several files, at once where that is faster; for those that are not there, the error.

        Raises:
            UnreachableError: When the place cannot be asked, so that nothing is known of any file.
        """
        ...

    def write(self, name: str, content: bytes, *, durable: bool = False) -> None:
        """Write a file, or put another in its place; `durable` when a power cut must not undo it."""
        ...

    def settle(self) -> None:
        """Let everything that was written before outlast a power cut."""
        ...

    def upload(self, name: str, path: Path) -> None:
        """Write a file from one on the disk."""
        ...

    def download(self, name: str, path: Path) -> None:
        """Read a file into one on the disk."""
        ...

    def remove(self, name: str) -> None:
        """Remove everything below a name."""
        ...
