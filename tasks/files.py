"""Writing files so that a killed process never leaves half a file under its name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.errors import FileError


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into a sentence that says which path and what to do.

    Raises:
        StorageError: In place of any OSError inside.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError(
            f"Cannot write below {path}: {reason}. Make room or give write access, then run the command "
            "again; what was stored before is untouched."
        ) from error


def write_whole(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write a file under another name, then rename it: it is there whole or not at all.

    Args:
        path: The file.
        content: Its bytes.
        durable: Whether it outlasts a power cut, too, once this returns.

    Raises:
        StorageError: When the disk is full, read-only or gone.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with storage_errors(path.parent):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(content)
            if durable:
                _to_disk(temporary)
            temporary.replace(path)
            if durable:
                _to_disk(path.parent)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


def files_below(folder: Path) -> list[str]:
    """The names of all files of a folder and of those in it, relative to it, parted by '/', in order."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
