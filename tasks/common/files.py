"""Atomic writing of files, and errors of the operating system as sentences."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter
from pathlib import Path

from tasks.common.errors import FileError, FullDiskError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_IN_THE_WAY = frozenset({errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY})
"""Errors of a file where a folder should be, or the other way round."""


@contextmanager
def storage_errors(path: Path, needed: int | None = None) -> Iterator[None]:
    """Turn an OSError into the FileError of `file_error`; `path` is the folder written to."""
    try:
        yield
    except OSError as error:
        raise file_error(error, path, needed) from error


def file_error(error: OSError, path: Path | None = None, needed: int | None = None) -> FileError:
    """The error that says which path failed, why, and what to do.

    `path` defaults to the one that the error names; `needed` is the number of bytes to be written, if known.
    """
    place = path or Path(str(error.filename or "standard output"))
    if error.errno in _FULL:
        return FullDiskError(full_disk(place, needed))
    blocking = None
    with suppress(OSError):  # a folder that may not be looked into
        blocking = _blocking(error)
    advice = f"Move away what is at {blocking}" if blocking else "Grant access to it"
    return FileError(
        f"Cannot read or write {place}: {error.strerror or error}. {advice}, then run the command again; "
        "everything stored before is untouched."
    )


def _blocking(error: OSError) -> Path | None:
    """The path in the way: a file for a folder, a folder for a file, or a dangling link."""
    for name in (error.filename2, error.filename):
        if not isinstance(name, str):
            continue
        place = Path(name)
        wrong = next((one for one in reversed(place.parents) if is_no_folder(one)), None)
        if wrong:
            return wrong
        is_lost = place.is_symlink() and not place.exists()
        if is_lost or error.errno == errno.EEXIST or (place.is_dir() and error.errno in _IN_THE_WAY):
            return place
    return None


@contextmanager
def read_errors(path: Path) -> Iterator[None]:
    """Turn an OSError while reading into a FileError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError(
            f"Cannot read {error.filename or path}: {reason}. Grant read access to it."
        ) from error


def full_disk(path: Path, needed: int | None = None) -> str:
    """The sentence on a full disk: bytes needed, bytes free, and what to do."""
    wanted = f"{as_size(needed)} is needed and " if needed else ""
    room = None
    with suppress(OSError):
        existing = next((folder for folder in (path, *path.parents) if folder.exists()), path)
        room = shutil.disk_usage(existing).free
    there = "no space is left" if room is None else f"{as_size(room)} is free"
    return (
        f"No space left on the disk of {path}: {wanted}{there}. Free some space, then run the command again; "
        "everything stored before is untouched."
    )


def as_size(size: int) -> str:
    """Bytes as people read them: '950 kB', '12 MB'."""
    for unit, bytes_of in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_of:
            return f"{size / bytes_of:,.1f} {unit}".replace(".0 ", " ")
    return f"{size} bytes"


def write_whole(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write a file, complete or absent, as `new_file` does."""
    with new_file(path, len(content), durable=durable) as stream:
        stream.write(content)


@contextmanager
def new_file(path: Path, needed: int | None = None, *, durable: bool = False) -> Iterator[BufferedWriter]:
    """Open a file under another name that takes the place of `path` after the block, if that succeeds.

    A link in either place is replaced, never written through. A `durable` file survives a power cut; `needed`
    is as in `file_error`.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with storage_errors(path.parent, needed):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        try:
            with temporary.open("xb") as stream:
                yield stream
                if durable:
                    stream.flush()
                    os.fsync(stream.fileno())
            temporary.replace(path)
            if durable:
                to_disk(path.parent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def no_link(path: str, flags: int) -> int:
    """An opener for `open`, without 'w', that raises FileError for a link, soft or hard: it is not ours."""
    if not Path(path).is_symlink():
        handle = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)  # a pipe would wait for others
        found = os.fstat(handle)
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            return handle
        os.close(handle)
    raise FileError(
        f"{path} is a link or no file, and nothing is written through a link. Remove it, then run the "
        "command again; what it leads to is untouched."
    )


def is_no_folder(path: Path) -> bool:
    """Whether a path is a file or a dangling link."""
    return (path.exists() or path.is_symlink()) and not path.is_dir()


def remove(path: Path) -> None:
    """Remove a file, a link, or a folder with its content, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def files_below(folder: Path) -> list[str]:
    """The sorted names of all files in a folder and its subfolders, relative to it, with '/'."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def to_disk(path: Path) -> None:
    """Let a file or a folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
