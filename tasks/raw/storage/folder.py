"""What the raw store and published releases need from their storage, and a folder that gives it."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tasks.common.errors import FileError, MissingError, StorageError
from tasks.common.files import new_file, remove, storage_errors, write_whole


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


def _raise_unreadable(error: OSError) -> None:
    """Raise the error of a folder that cannot be listed; a missing one counts as empty."""
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise FileError(
            f"Cannot read {error.filename}: {error.strerror}. Grant read access to it."
        ) from error


class FolderStorage(Storage):
    """A folder, created when the first file is written."""

    can_be_partial = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, name: str = "") -> str:
        """The path of a file."""
        return str(self._folder / name)

    def names(self, under: str) -> list[str]:
        """The names of all files below a name; those that begin with a dot are still being written."""
        found: list[str] = []
        for folder, _, files in os.walk(self._folder / under, onerror=_raise_unreadable):
            place = (
                "" if folder == str(self._folder) else f"{Path(folder).relative_to(self._folder).as_posix()}/"
            )
            found += (f"{place}{name}" for name in files if not name.startswith("."))
        return sorted(found)

    def read_many(self, names: Sequence[str]) -> list[bytes | StorageError]:
        """The bytes of several files; for unreadable ones, the error."""
        return [self._content(name) for name in names]

    def _content(self, name: str) -> bytes | StorageError:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return MissingError(f"There is no {self.place(name)}.")
        except OSError as error:
            return FileError(f"Cannot read {self.place(name)}: {error.strerror or error}.")

    def write(self, name: str, content: bytes, *, durable: bool = False) -> None:
        """Write a file under another name, then rename it."""
        write_whole(self._folder / name, content, durable=durable)

    def settle(self) -> None:
        """Make everything written before survive a power cut."""
        os.sync()

    def upload(self, name: str, path: Path) -> None:
        """Copy a file here."""
        with new_file(self._folder / name) as copy, path.open("rb") as source:
            shutil.copyfileobj(source, copy)

    def download(self, name: str, path: Path) -> None:
        """Copy a file from here; raises MissingError when it does not exist."""
        source = self._folder / name
        if not source.is_file():
            raise MissingError(f"There is no {source}.")
        with storage_errors(path.parent):
            shutil.copyfile(source, path)

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with everything in it."""
        path = self._folder / name
        with storage_errors(path):
            remove(path)
