"""Letters without accents and case, and identifiers made of them."""

import re
import unicodedata
from hashlib import sha256

_WITHOUT_DECOMPOSITION = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ĳ": "ij"}
)
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_DIGEST = 8
"""Letters of a digest that stand for a text without any Latin letter."""


def fold(text: str) -> str:
    """Text in small letters without accents: 'Cécile' is 'cecile', 'Œuvre' is 'oeuvre'."""
    apart = unicodedata.normalize("NFKD", text)
    small = "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
    return small.translate(_WITHOUT_DECOMPOSITION)


def slug(text: str) -> str:
    """ASCII identifier of a text, the same on every machine: 'Cécile Thibaut' is 'cecile-thibaut'.

    A text without Latin letter or digit gets a digest of itself.
    """
    plain = _NOT_IN_SLUG.sub("-", fold(text)).strip("-")
    return plain or "x" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def tidy(printed: str | None) -> str | None:
    """Printed text with single spaces and accents joined to their letters; None when nothing is left."""
    return " ".join(unicodedata.normalize("NFC", printed or "").split()) or None
