"""The members of a tar, packed or not, read only forward."""

import os
import sys
import tarfile
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from typing_extensions import Buffer

from tasks.fetch.files.file_kinds import Member, path_of, why_outside
from tasks.fetch.files.library import from_library, library_call
from tasks.fetch.files.limits import (
    LARGEST_RATIO,
    LARGEST_XZ_RATIO,
    LONGEST_TAR_HEADER,
    PIECE,
    BombError,
    BrokenOffError,
    Expansion,
)
from tasks.fetch.files.report import in_unicode
from tasks.fetch.files.unpacked import DECODERS, ReadableStream, Unpacked, xz_decoder

_LINKS = {tarfile.SYMTYPE: "a symbolic link", tarfile.LNKTYPE: "a hard link"}
_END = bytes(tarfile.BLOCKSIZE)


def tar_members(path: Path) -> Iterator[Member]:
    """The files of a tar, one at a time; the first bytes decide the compression. Raises UNREADABLE."""
    with path.open("rb") as file:
        stream = TarStream(_unpacked(file))
        with library_call():
            archive = tarfile.TarFile(fileobj=stream)
        for info in from_library(iter(archive.next, None)):
            archive.members.clear()  # type: ignore[attr-defined]  # it would remember all
            if not info.isdir():
                yield _member(info, stream)
        if stream.last_block != _END:
            raise BrokenOffError("it does not end as a tar does")


def _unpacked(file: BufferedReader) -> BufferedReader:
    beginning = file.peek(PIECE)
    for magic, start in DECODERS.items():
        if beginning.startswith(magic):
            ratio = LARGEST_XZ_RATIO if start is xz_decoder else LARGEST_RATIO
            return BufferedReader(Unpacked(file, start, expansion=Expansion(ratio)))
    return file


def _member(info: tarfile.TarInfo, stream: "TarStream") -> Member:
    name = in_unicode(info.name)
    refused = why_outside(name) or _why_no_file(info)
    size = max(info.size, 0)
    return Member(path_of(name), size, refused, lambda: BufferedReader(_Portion(stream, size)))


def _why_no_file(info: tarfile.TarInfo) -> str | None:
    if info.type in _LINKS:
        return f"it is {_LINKS[info.type]}"
    if info.issparse():
        return "it is a sparse file, which may be of any size"
    return None if info.isreg() else "it is a device or another thing that is no file"


class TarStream(ReadableStream):
    """A forward stream for `tarfile`: `read` gives headers of bounded size, `readinto` content of members."""

    def __init__(self, stream: BufferedReader) -> None:
        super().__init__()
        self._stream = stream
        self._position = 0
        self.last_block = b""

    def tell(self) -> int:
        """Bytes from the beginning."""
        return self._position

    def read(self, size: int = -1, /) -> bytes:
        """Bytes of a header; raises BombError when it is too long."""
        if not 0 <= size <= LONGEST_TAR_HEADER:
            raise BombError("a header in it has an impossible size")
        self.last_block = self._stream.read(size)
        self._position += len(self.last_block)
        return self.last_block

    def readinto(self, buffer: Buffer) -> int:
        """Bytes of a member."""
        got = self._stream.readinto(buffer)
        self._position += got
        return got

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go forward; raises BrokenOffError for going back, which negative sizes ask for in endless loops."""
        left = offset - self._position
        if not 0 <= left <= sys.maxsize or whence != os.SEEK_SET:
            raise BrokenOffError("a header in it points backward")
        if self._stream.seekable():
            self._stream.seek(left, os.SEEK_CUR)
            self._position = offset
        while self._position < offset and (got := len(self._stream.read(min(left, PIECE)))):
            self._position += got
            left -= got
        return self._position


class _Portion(ReadableStream):
    """The content of one member, which starts at the position of the stream."""

    def __init__(self, stream: TarStream, size: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = size

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)[: self._left]
        got = self._stream.readinto(view) if view else 0
        if view and not got:
            raise BrokenOffError("it breaks off inside a file")
        self._left -= got
        return got
