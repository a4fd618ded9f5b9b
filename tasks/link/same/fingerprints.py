"""What is compared of a text, small enough to be kept: its words as a hash, and its shingles."""

from array import array
from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

from schemas.codes import Language
from tasks.link.same.shingles import Shingles, shingles
from tasks.link.same.words import folded

_DIGEST = 16


class Print(NamedTuple):
    """What is compared of a text.

    Attributes:
        digest: The hash of its folded words.
        words: How many they are.
        packed: Its shingles, four bytes each.
    """

    digest: bytes
    words: int
    packed: bytes

    @property
    def shingles(self) -> Shingles:
        """The shingles, in ascending order."""
        return array("I", self.packed)


Prints = Mapping[str, Mapping[Language, Print]]
"""What is compared of each question in each language in which it is held."""


def print_of(text: str) -> Print:
    """What is compared of a text."""
    line = folded(text)
    words = line.split()
    digest = blake2b(line.encode(), digest_size=_DIGEST).digest()
    return Print(digest, len(words), array("I", shingles(words)).tobytes())
