"""The members of a zip, each unpacked as a stream."""

import stat
import zlib
from collections.abc import Iterator
from contextlib import closing
from copy import copy
from functools import partial
from io import BufferedReader, FileIO
from pathlib import Path
from typing import cast
from warnings import catch_warnings
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from typing_extensions import Buffer

from tasks.fetch.files.file_kinds import Member, path_of, why_outside
from tasks.fetch.files.library import library_call
from tasks.fetch.files.limits import LARGEST_DIRECTORY, BombError, BrokenOffError, Expansion
from tasks.fetch.files.report import in_unicode
from tasks.fetch.files.unpacked import Readable, ReadableStream, Unpacked, deflate_decoder

_ENCRYPTED = 0x1 | 0x40


def zip_members(path: Path) -> Iterator[Member]:
    """The files of a zip in the order of its directory; raises UNREADABLE, also if members overlap."""
    with closing(_File(path)) as file, _opened(file) as archive:
        expansion = Expansion()
        packed = _PackedBytes(archive, path.stat().st_size)
        for info in archive.infolist():
            if not info.filename.endswith("/"):
                name = in_unicode(info.filename)
                refused = why_outside(name) or _why_refused(info)
                opened = partial(_opened_member, packed, info, expansion)
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


class _PackedBytes:
    """Members in packed form: `zipfile` itself unpacks without a limit."""

    def __init__(self, archive: ZipFile, size: int) -> None:
        self._archive = archive
        self._left = size

    def of(self, info: ZipInfo) -> Readable:
        """The packed bytes of a member; raises BombError when all together exceed the archive."""
        self._left -= info.compress_size
        if self._left < 0:
            raise BombError("its members overlap")
        packed = copy(info)
        packed.compress_type = ZIP_STORED
        packed.file_size = info.compress_size
        del packed.CRC  # it belongs to the unpacked bytes
        # Python 3.13 warns of members that overlap; we count them.
        with library_call(), catch_warnings(action="ignore"):
            return cast("Readable", self._archive.open(packed))


def _opened_member(packed: _PackedBytes, info: ZipInfo, expansion: Expansion) -> BufferedReader:
    stream = packed.of(info)
    is_packed = info.compress_type != ZIP_STORED
    content = Unpacked(stream, deflate_decoder, many=False, expansion=expansion) if is_packed else stream
    return BufferedReader(_Checked(content, info))


class _Checked(ReadableStream):
    """The content of a member, compared with the directory's size and checksum."""

    def __init__(self, content: Readable, info: ZipInfo) -> None:
        super().__init__()
        self._content = content
        self._left = info.file_size
        self._declared = info.CRC
        self._checksum = 0

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        with library_call():
            piece = self._content.read1(len(view)) if view else b""
        self._left -= len(piece)
        self._checksum = zlib.crc32(piece, self._checksum)
        if self._left < 0:
            raise BombError("a file in it is larger than it says")
        if not piece and view and (self._left or self._checksum != self._declared):
            raise BrokenOffError("it is damaged: its size or its checksum is wrong")
        view[: len(piece)] = piece
        return len(piece)
