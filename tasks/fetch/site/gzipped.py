"""Decompressing a response so that a missing end is detected."""

import zlib
from collections.abc import Iterable, Iterator

_WINDOW_AND_HEADER = 31
"""For zlib: the largest window, with gzip's header and checksum."""
_MEMBER_START = b"\x1f\x8b"
_PIECE = 1 << 16


class UnfinishedError(EOFError):
    """A compressed response without its end."""


def unzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Decompress gzip in pieces of bounded size; anything after its end that is not gzip is dropped.

    Raises zlib.error when it is damaged, UnfinishedError when its end is missing, even if the announced
    number of bytes came.
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
        raise UnfinishedError("the compressed response lacks its end")
