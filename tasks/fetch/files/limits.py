"""Limits for sources: nothing from outside decides how much memory is used."""

from io import BufferedReader

LARGEST_FILE = 64_000_000
"""Bytes; a larger file is no page and is not read. The largest known page has 0.5 MB."""

LARGEST_RATIO = 500
"""Most that packed bytes may grow, over each `STRETCH`.

Deflate, which looks back 32 kB, packs copies of one page 110 to 1; its bombs grow 1,030 times.
"""

STRETCH = 100_000_000
"""Expanded bytes over which the ratio is taken: a small archive may be one line repeated."""

MOST_MEMBERS = 10_000_000
"""Files in an archive; ten times the number of all pages of the site and their sidecars."""

LARGEST_DIRECTORY = 64_000_000
"""Bytes of the list of members at the end of a zip, which is kept in memory: about 600,000 members."""

LONGEST_HEADERS = 1_000_000
"""Bytes of the headers of one WARC record and its HTTP response; servers stop at 64 kB."""

LARGEST_SIDECAR = 8_192
"""Bytes read of a sidecar: an address and a time."""

SIDECARS_IN_MEMORY = 200_000_000
"""Bytes of all sidecars of one archive: about 500,000 of them."""

MOST_SENTENCES = 20
"""Sentences in a report about the members of one archive; the rest is counted."""

LONGEST_NAME = 300
"""Letters of a name, or of an error, in a sentence."""

PIECE = 65_536
"""Bytes read at once from a stream."""


class BrokenOffError(ValueError):
    """An archive that ends too early or is damaged."""


class BombError(ValueError):
    """An archive that would grow without limit, or lies about its sizes: reading stops."""


class UnusableError(ValueError):
    """A file that is too large to be a page, or damaged; its neighbours can still be read."""


UNREADABLE = (OSError, BrokenOffError, BombError, UnusableError)
"""What reading raises when the source is at fault, or its disk; any other error is a mistake of ours."""


class Expansion:
    """Watches how much packed bytes grow, and stops reading a bomb.

    The ratio is taken over each stretch anew, so that any number of honest pages cannot hide a bomb.
    """

    def __init__(self) -> None:
        self._packed = self._expanded = 0

    def add(self, packed: int, expanded: int) -> None:
        """Count bytes; raises BombError when a stretch grows too much."""
        self._packed += packed
        self._expanded += expanded
        if self._expanded < STRETCH:
            return
        if self._expanded > LARGEST_RATIO * self._packed:
            raise BombError(f"its content is more than {LARGEST_RATIO:,} times as large as it is packed")
        self._packed = self._expanded = 0


def read_page(stream: BufferedReader) -> bytes:
    """The content of a stream, whatever size was declared; raises UnusableError when it is too large."""
    content = stream.read(LARGEST_FILE + 1)
    require_size_of_a_page(len(content))
    return content


def require_size_of_a_page(size: int) -> None:
    """Raise UnusableError for a size in bytes that no page has."""
    if size > LARGEST_FILE:
        raise UnusableError(f"it is larger than {LARGEST_FILE:,} bytes, which no page is")
