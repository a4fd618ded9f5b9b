"""Identifiers made from printed names, and normalised printed names."""

import re
import unicodedata
from hashlib import sha256

from tasks.common.accents import fold

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_DIGEST = 8
"""Length of the digest for a text without any Latin letter."""


def slug(text: str) -> str:
    """ASCII identifier of a text, the same on every machine: 'Cécile Thibaut' is 'cecile-thibaut'.

    A text without Latin letters or digits gets a digest of itself.
    """
    plain = _NOT_IN_SLUG.sub("-", fold(text)).strip("-")
    return plain or "x" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def tidy(printed: str | None) -> str | None:
    """Printed text with single spaces and accents joined to their letters; None when nothing is left."""
    return " ".join(unicodedata.normalize("NFC", printed or "").split()) or None
