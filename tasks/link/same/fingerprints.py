"""Fingerprints of texts, small enough to be kept: a hash of the words, and the shingles."""

from array import array
from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

from schemas.codes import Language
from tasks.link.same.shingles import Shingles, shingles
from tasks.link.same.words import folded

_DIGEST = 16


class Fingerprint(NamedTuple):
    """The hash of a text's folded words, their number, and its shingles in four bytes each."""

    digest: bytes
    words: int
    packed: bytes

    @property
    def shingles(self) -> Shingles:
        """The shingles, in ascending order."""
        return array("I", self.packed)


Fingerprints = Mapping[str, Mapping[Language, Fingerprint]]
"""Fingerprints of each question in each of its languages."""


def fingerprint_of(text: str) -> Fingerprint:
    """The fingerprint of a text."""
    line = folded(text)
    words = line.split()
    digest = blake2b(line.encode(), digest_size=_DIGEST).digest()
    return Fingerprint(digest, len(words), array("I", shingles(words)).tobytes())
