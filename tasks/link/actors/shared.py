"""Shared by all tables of actors: printed names and identifiers made from them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import sha256

from schemas.records import Row
from tasks.common.accents import fold

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_DIGEST = 8
"""Length of the digest for a text without any Latin letter."""
_LONGEST = 200
"""Most letters of a printed text that an issue quotes."""


def slug(text: str) -> str:
    """ASCII identifier of a text, the same on every machine: 'Cécile Thibaut' is 'cecile-thibaut'.

    A text without Latin letters or digits gets a digest of itself.
    """
    plain = _NOT_IN_SLUG.sub("-", fold(text)).strip("-")
    return plain or "x" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


@lru_cache(1 << 14)
def tidy(printed: str | None) -> str | None:
    """Printed text with single spaces and accents joined to their letters; None when nothing is left."""
    return " ".join(unicodedata.normalize("NFC", printed or "").split()) or None


def question_order(question: Row) -> tuple[int, int, str]:
    """Sort key of questions: legislature, number, identifier."""
    return question["legislature"], question["number"], question["question_id"]


def first_and_last(questions: Iterable[Row]) -> tuple[date | None, date | None]:
    """The earliest and the latest date of some questions; None when no date is known."""
    dates = [question["asked_on"] for question in questions if question["asked_on"]]
    return min(dates, default=None), max(dates, default=None)


def quoted(printed: str) -> str:
    """Printed text for a message, shortened."""
    return f"'{printed[:_LONGEST]}…'" if len(printed) > _LONGEST else f"'{printed}'"
