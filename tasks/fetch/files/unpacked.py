"""Unpacking gzip and zip's deflate as a stream, up to where it breaks off or is a bomb."""

import zlib
from collections.abc import Callable
from functools import partial
from io import BufferedIOBase, BufferedReader, RawIOBase
from typing import TypeAlias

from typing_extensions import Buffer

from tasks.fetch.files.limits import BrokenOffError, Expansion, UnusableError, read_page

_GZIP = 31  # zlib's window bits for a gzip header
_ZLIB = 15  # for its own header
_RAW = -15  # for no header
_PACKED_PIECE = 1 << 14
_PIECE = 1 << 20
"""Most bytes that are unpacked at once."""


Readable: TypeAlias = "BufferedIOBase | Unpacked"
"""A source with `read1`, which returns bytes as they arrive, so that a later error does not lose them."""


class _Deflate:
    """zlib's decompressor, which says whether it needs more bytes."""

    def __init__(self, window: int) -> None:
        self._zlib = zlib.decompressobj(window)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        content = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self.needs_input = len(content) < max_length
        return content


gzip_decoder = partial(_Deflate, _GZIP)
"""Decoder for a member of a gzip file."""
deflate_decoder = partial(_Deflate, _RAW)
"""Decoder for a member of a zip."""


def http_deflate_decoder(content: bytes) -> Callable[[], _Deflate]:
    """Decoder for HTTP's deflate: by the standard with a zlib header (RFC 1950, 2.2), often without."""
    has_header = content[:1] and content[0] & 0x0F == zlib.DEFLATED and int.from_bytes(content[:2]) % 31 == 0
    return partial(_Deflate, _ZLIB) if has_header else deflate_decoder


class ReadableStream(RawIOBase):
    """A stream that can be read, by `readinto`."""

    def readable(self) -> bool:
        """True: it can be read."""
        return True


class Unpacked(ReadableStream):
    """The content of packed bytes as one stream.

    Unlike the standard library's readers it gives everything before a break, then raises; never unpacks more
    than a piece at once; and stops at a bomb. With `many`, another member may follow, as in WARC.gz; zeros
    between members are padding.
    """

    def __init__(
        self,
        stream: Readable,
        start: Callable[[], _Deflate] = gzip_decoder,
        *,
        many: bool = True,
        expansion: Expansion | None = None,
    ) -> None:
        super().__init__()
        self._stream = stream
        self._start = start
        self._many = many
        self._expansion = expansion or Expansion()
        self._decoder = start()
        self._rest = b""
        self._content = memoryview(b"")
        self._inside = False
        self._ended = False

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer; 0 at the end. Raises BrokenOffError after all before a break, and BombError."""
        while not self._content and not self._ended:
            self._content = memoryview(self._next_content())
        view = memoryview(buffer)
        part = self._content[: len(view)]
        view[: len(part)] = part
        self._content = self._content[len(part) :]
        return len(part)

    def read1(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end. Raises as `readinto`."""
        return self.read(size) or b""

    def _next_content(self) -> bytes:
        piece = self._next_packed() if self._decoder.needs_input else b""
        if self._ended or not (piece or self._inside):
            return b""
        try:
            content = self._decoder.decompress(piece, _PIECE)
        except (zlib.error, MemoryError) as error:
            raise BrokenOffError(f"its compression is damaged ({error})") from error
        self._inside = True
        if self._decoder.eof:
            self._begin_member()
        self._expansion.add(0, len(content))
        return content

    def _next_packed(self) -> bytes:
        """The next packed bytes; none for padding, or at the end."""
        piece, self._rest = self._rest, b""
        if not piece:
            piece = self._stream.read1(_PACKED_PIECE)
            self._expansion.add(len(piece), 0)
            self._ended = not piece
        if self._ended and self._inside:
            self._ended = False  # reading further raises again
            raise BrokenOffError("its compression breaks off")
        return piece if self._inside else piece.lstrip(b"\0")

    def _begin_member(self) -> None:
        self._rest = self._decoder.unused_data
        self._decoder = self._start()
        self._inside = False
        self._ended = not self._many


def unpacked_page(stream: Readable) -> bytes:
    """A single page in gzip; raises UnusableError when it is damaged or too large to be a page."""
    try:
        return read_page(BufferedReader(Unpacked(stream)))
    except BrokenOffError as error:
        raise UnusableError(str(error)) from error
