"""Limits for sources: nothing from outside decides how much memory is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from gzip import GzipFile
from typing import BinaryIO

from tasks.fetch.files.report import why

LARGEST_FILE = 64_000_000
"""Bytes; a larger file is no page and is not read. The largest known page has 0.5 MB."""

LARGEST_RATIO = 500
"""Most that an archive may grow beyond `STRETCH`.

Deflate, which looks back 32 kB, packs copies of one page 110 to 1; its bombs grow 1,030 times.
"""

STRETCH = 100_000_000
"""Bytes that any archive may hold: a small one may be one line repeated."""

LARGEST_DIRECTORY = 64_000_000
"""Bytes of the list of files at the end of a zip, which zipfile keeps in memory: about 600,000 files."""

LONGEST_HEADERS = 1_000_000
"""Bytes of the headers of one WARC record and its HTTP response; servers stop at 64 kB."""

LARGEST_SIDECAR = 8_192
"""Bytes read of a sidecar: an address and a time."""


class BrokenOffError(ValueError):
    """An archive that ends too early or is damaged."""


class BombError(ValueError):
    """An archive that would grow without limit: reading stops."""


class UnusableError(ValueError):
    """A file that is too large to be a page, or refused; its neighbours can still be read."""


UNREADABLE = (OSError, BrokenOffError, BombError, UnusableError)
"""What reading raises when the source is at fault, or its disk; any other error is a mistake of ours."""


@contextmanager
def library_call() -> Iterator[None]:
    """Turn what zipfile, gzip and warcio raise for damaged and hostile bytes into BrokenOffError."""
    try:
        yield
    except UNREADABLE:
        raise
    except Exception as error:
        raise BrokenOffError(why(error)) from error


def require_no_bomb(packed: int, expanded: int) -> None:
    """Raise BombError for an archive that grows too much; both in bytes."""
    if expanded > max(STRETCH, LARGEST_RATIO * packed):
        raise BombError(f"its content is more than {LARGEST_RATIO:,} times as large as it is packed")


def read_page(stream: BinaryIO | GzipFile) -> bytes:
    """The content of a stream, whatever size was declared; raises UNREADABLE."""
    with library_call():
        content = stream.read(LARGEST_FILE + 1)
    require_size_of_a_page(len(content))
    return content


def unpacked_page(stream: BinaryIO) -> bytes:
    """A single page in gzip; raises UNREADABLE."""
    return read_page(GzipFile(fileobj=stream))


def require_size_of_a_page(size: int) -> None:
    """Raise UnusableError for a size in bytes that no page has."""
    if size > LARGEST_FILE:
        raise UnusableError(f"it is larger than {LARGEST_FILE:,} bytes, which no page is")
