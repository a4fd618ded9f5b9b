"""The members of a zip, each unpacked as a stream."""

import stat
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from io import BufferedIOBase, BufferedReader, FileIO
from pathlib import Path
from typing import IO, cast
from warnings import catch_warnings
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from typing_extensions import Buffer

from tasks.fetch.files.file_kinds import Member, path_of, why_outside
from tasks.fetch.files.library import library_call
from tasks.fetch.files.limits import LARGEST_DIRECTORY, BombError, BrokenOffError, Expansion
from tasks.fetch.files.report import in_unicode
from tasks.fetch.files.unpacked import ReadableStream

_ENCRYPTED = 0x1 | 0x40


def zip_members(path: Path) -> Iterator[Member]:
    """The files of a zip in the order of its directory; raises UNREADABLE, also if members overlap."""
    with closing(_File(path)) as file, _opened(file) as archive:
        members = _Members(path.stat().st_size)
        for info in archive.infolist():
            if not info.filename.endswith("/"):
                name = in_unicode(info.filename)
                refused = why_outside(name) or _why_refused(info)
                opened = partial(_opened_member, archive, members, info)
                yield Member(path_of(name.replace("\\", "/")), info.file_size, refused, opened)


def _opened(file: FileIO) -> ZipFile:
    with library_call():
        try:
            return ZipFile(file)
        except BadZipFile as error:
            raise BrokenOffError(f"the directory at its end is missing or damaged ({error})") from error


def _why_refused(info: ZipInfo) -> str | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "it is a symbolic link"
    if kind not in {0, stat.S_IFREG}:
        return "it is a device or another thing that is no file"
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        method = f"it is packed by method {info.compress_type}, which is not read"
        return f"{method}; unpack the archive, and give its folder"
    return None


class _File(FileIO):
    """The file of a zip, since `zipfile` loads the complete directory into memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > LARGEST_DIRECTORY:
            raise BombError(f"its directory has more than {LARGEST_DIRECTORY:,} bytes; unpack it first")
        return super().read(size) or b""


class _Members:
    """What members may hold all together."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._expansion = Expansion()

    def add(self, info: ZipInfo) -> None:
        """Count a member by what it declares; raises BombError if all exceed the archive or grow too much."""
        self._left -= info.compress_size
        if self._left < 0:
            raise BombError("its members overlap")
        self._expansion.add(info.compress_size, info.file_size)


def _opened_member(archive: ZipFile, members: _Members, info: ZipInfo) -> BufferedReader:
    members.add(info)
    # Python 3.13 warns of members that overlap; we count them.
    with library_call(), catch_warnings(action="ignore"):
        return BufferedReader(_Content(archive.open(info), info.file_size))


class _Content(ReadableStream):
    """The content of a member: `zipfile` reads no more than the directory says, and compares the checksum."""

    def __init__(self, content: IO[bytes], size: int) -> None:
        super().__init__()
        self._content = cast("BufferedIOBase", content)
        self._left = size

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        with library_call():
            piece = self._content.read1(len(view)) if view else b""
        self._left -= len(piece)
        if not piece and view and self._left:
            raise BrokenOffError("it is damaged: it is smaller than it says")
        view[: len(piece)] = piece
        return len(piece)
