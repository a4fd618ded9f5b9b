"""The bytes of a WARC or ARC file for warcio, with bounded lines."""

from io import BufferedReader

from warcio.bufferedreaders import BufferedReader as WarcioReader

from tasks.fetch.files.limits import LONGEST_HEADERS, BombError

_RECORD_END = b"\r\n\r\n"


class _Tail:
    """Passes bytes on, and remembers the last of them."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self.last = b""

    def read(self, size: int) -> bytes:
        piece = self._stream.read1(size)  # `read` loses its bytes when an error follows
        self.last = (self.last + piece)[-len(_RECORD_END) :] if piece else self.last
        return piece


class RecordStream(WarcioReader):  # type: ignore[misc]
    """warcio's reader of lines and content of an unpacked archive, with bounded lines."""

    def __init__(self, stream: BufferedReader) -> None:
        self._tail = _Tail(stream)
        self._header_bytes = 0
        super().__init__(self._tail)

    def begin_content(self) -> None:
        """Note the end of a record's headers; those of the next have the same limit."""
        self._header_bytes = 0

    def ends_with_record(self) -> bool:
        """Whether what was read, to its end, ends as a WARC record does."""
        return self._tail.last in {b"", _RECORD_END}

    def readline(self, length: int | None = None) -> bytes:
        """A line, or `length` bytes of it; raises BombError when a record's headers are too long."""
        left = LONGEST_HEADERS - self._header_bytes
        most = left if length is None else min(length, left)
        line = self._line(most)
        if len(line) == left and not line.endswith(b"\n"):
            raise BombError(f"the headers of a record in it have more than {LONGEST_HEADERS:,} bytes")
        self._header_bytes += len(line) if line.strip() else 0
        return line

    def _line(self, most: int) -> bytes:
        pieces: list[bytes] = []
        while most > 0 and not (pieces and pieces[-1].endswith(b"\n")):
            self._fillbuff()
            if self.empty():
                break
            pieces.append(self.buff.readline(most))
            most -= len(pieces[-1])
        return b"".join(pieces)
