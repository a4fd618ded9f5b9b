"""How much a source may ask for: nothing that comes from outside decides how much memory is taken."""

from io import BufferedReader
from lzma import LZMAError
from struct import error as StructError  # noqa: N812 - its own name says nothing
from tarfile import TarError
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812

from warcio.exceptions import ArchiveLoadFailed

LARGEST_FILE = 64_000_000
"""Bytes; a larger file is no page and is not taken into memory. The largest page known has 0.5 MB."""

LARGEST_RATIO = 500
"""Times that bytes packed by deflate or bzip2 may grow, over each stretch of `STRETCH`. Deflate, which looks
back 32 kB, packs copies of one page 110 to 1; its bombs grow 1,030 times, those of bzip2 20,000 times."""

LARGEST_XZ_RATIO = 2_000
"""The same for xz, which looks back over thousands of pages: it packs pages of one template 170 to 1, and
copies of one page with another number each 640 to 1; its bombs grow 7,000 times."""

STRETCH = 100_000_000
"""Expanded bytes over which the ratio is taken: a small archive may hold nothing but one line repeated."""

MOST_MEMBERS = 10_000_000
"""Files in an archive; ten times what every page of the site with its sidecar makes."""

LARGEST_DIRECTORY = 64_000_000
"""Bytes of the list of members at the end of a zip, which is held in memory: about 600,000 members."""

LONGEST_HEADERS = 1_000_000
"""Bytes of the headers of one WARC record with those of the answer in it; servers stop at 64 kB."""

LONGEST_TAR_HEADER = 65_536
"""Bytes of an extended header of tar, which is held in memory; it holds a path and file attributes."""

LARGEST_SIDECAR = 8_192
"""Bytes that are read of a sidecar: an address and a time."""

SIDECARS_IN_MEMORY = 200_000_000
"""Bytes that the sidecars of one archive may take together: about 500,000."""

XZ_MEMORY = 256_000_000
"""Bytes that unpacking xz may take; `xz -9` needs 65 MB, a header may ask for 4 GB."""

MOST_SENTENCES = 20
"""Sentences in a report about the members of one archive; the rest is counted."""

LONGEST_NAME = 300
"""Letters of a name, or of an error, in a sentence."""

PIECE = 65_536
"""Bytes taken at once where a stream is read through."""


class BrokenOffError(ValueError):
    """An archive that ends too early or is damaged."""


class BombError(ValueError):
    """An archive that would grow past all measure, or lies about its sizes: it is not read on."""


class UnusableError(ValueError):
    """A file that is too large to be a page, or damaged by itself; what stands beside it can be read."""


DAMAGE = (
    OSError,
    ValueError,
    EOFError,
    ArchiveLoadFailed,
    BadZipFile,
    TarError,
    ZlibError,
    LZMAError,
    StructError,
    NotImplementedError,  # zipfile, of a way of packing that it does not know
    RuntimeError,
    MemoryError,
    OverflowError,
    # warcio and tarfile meet a header that breaks off with these.
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
)
"""What reading a damaged or hostile archive can raise in the libraries that read it."""


class Expansion:
    """Watches how much packed bytes grow, and ends the reading of a bomb.

    The ratio is taken over each stretch anew, so that a bomb is found behind any amount of honest pages.

    Args:
        largest: The largest ratio.
    """

    def __init__(self, largest: int = LARGEST_RATIO) -> None:
        self._largest = largest
        self._packed = self._expanded = 0

    def add(self, packed: int, expanded: int) -> None:
        """Count bytes.

        Args:
            packed: Bytes read.
            expanded: Bytes that came of them.

        Raises:
            BombError: When a stretch grows more than it may.
        """
        self._packed += packed
        self._expanded += expanded
        if self._expanded < STRETCH:
            return
        if self._expanded > self._largest * self._packed:
            raise BombError(f"its content is more than {self._largest:,} times as large as it is packed")
        self._packed = self._expanded = 0


def read_page(stream: BufferedReader) -> bytes:
    """The content of a stream, whatever size was declared for it.

    Raises:
        UnusableError: When it is larger than any page.
    """
    content = stream.read(LARGEST_FILE + 1)
    require_size_of_a_page(len(content))
    return content


def require_size_of_a_page(size: int) -> None:
    """Refuse a size in bytes that no page has.

    Raises:
        UnusableError: When it is one.
    """
    if size > LARGEST_FILE:
        raise UnusableError(f"it is larger than {LARGEST_FILE:,} bytes, which no page is")
