"""Undoing the compression of an answer, so that one that lacks its end is known."""

import zlib
from collections.abc import Iterable, Iterator

_WINDOW_AND_HEADER = 31
"""For zlib: the largest window, a header and a checksum as gzip has them."""
_MEMBER_START = b"\x1f\x8b"
_PIECE = 1 << 16


class UnfinishedError(EOFError):
    """A compressed answer whose end did not come."""


def unzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Undo gzip, never more than a bounded piece at a time.

    What stands behind its end and is no gzip is left out.

    Raises:
        zlib.error: When it is damaged.
        UnfinishedError: When its end is missing, though the announced number of bytes may have come.
    """
    member, is_empty = zlib.decompressobj(_WINDOW_AND_HEADER), True
    for piece in pieces:
        rest, is_empty = piece, False
        while rest:
            if member.eof:
                if not rest.startswith(_MEMBER_START[: len(rest)]):
                    return
                member = zlib.decompressobj(_WINDOW_AND_HEADER)
            yield member.decompress(rest, _PIECE)
            rest = member.unused_data if member.eof else member.unconsumed_tail
    if not (is_empty or member.eof):
        raise UnfinishedError("the compressed answer lacks its end")
