"""Reading a gzip file of many members, as WARC archives are, up to where it breaks off."""

import zlib
from io import RawIOBase
from typing import BinaryIO

from typing_extensions import Buffer

_GZIP = 31  # zlib's window bits for a gzip header
_PIECE = 1 << 16


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
        self._waiting = b""
        self._inside = False
        self.broken = False

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer; 0 at the end, or where the file breaks off."""
        view = memoryview(buffer)
        while not self.broken:
            if self._member.eof:
                self._waiting = self._member.unused_data + self._waiting
                self._member, self._inside = zlib.decompressobj(_GZIP), False
            piece = self._waiting or self._stream.read(_PIECE)
            # Without a piece there may still be content that did not fit into the last buffer.
            content = self._decompressed(piece, len(view)) if piece or self._inside else b""
            if content:
                view[: len(content)] = content
                return len(content)
            if not piece:
                self.broken = self._inside and not self._member.eof
                return 0
        return 0

    def _decompressed(self, piece: bytes, most: int) -> bytes:
        self._inside = True
        try:
            content = self._member.decompress(piece, most)
        except zlib.error:
            self.broken = True
            return b""
        self._waiting = self._member.unconsumed_tail
        return content
