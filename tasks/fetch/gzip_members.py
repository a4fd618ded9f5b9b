"""Reading a gzip file of many members, as WARC archives are, up to where it breaks off."""

import zlib
from io import RawIOBase
from typing import BinaryIO

from typing_extensions import Buffer

_GZIP = 31  # zlib's window bits for a gzip header
_PIECE = 1 << 14  # compressed bytes at once; what they can grow to is bounded


class GzipMembers(RawIOBase):
    """The content of all members as one stream.

    Unlike the standard library's reader it gives everything before a break, and then says so in `broken`.

    Args:
        stream: The compressed bytes.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._member = zlib.decompressobj(_GZIP)
        self._content = b""
        self._given = 0
        self._inside = False
        self._ended = False
        self.broken = False

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer; 0 at the end, or where the file breaks off."""
        while self._given == len(self._content) and not self._ended:
            self._content, self._given = self._next_content(), 0
        view = memoryview(buffer)
        part = self._content[self._given : self._given + len(view)]
        view[: len(part)] = part
        self._given += len(part)
        return len(part)

    def _next_content(self) -> bytes:
        piece = self._stream.read(_PIECE)
        if not piece:
            self._ended, self.broken = True, self._inside
        found: list[bytes] = []
        while piece:
            try:
                found.append(self._member.decompress(piece))
            except zlib.error:
                self._ended = self.broken = True
                break
            self._inside = not self._member.eof
            piece = self._member.unused_data
            if self._member.eof:
                self._member = zlib.decompressobj(_GZIP)
        return b"".join(found)
