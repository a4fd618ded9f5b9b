"""The bundled sample: which questions are invented, and the banner of every page that is made of them."""

from collections.abc import Sequence

from schemas.codes import SAMPLE_SOURCE
from schemas.vocabulary.site_labels import LabelLanguage, site_labels

INVENTED_FROM = 90_000
"""Invented questions have numbers from here on. Of no legislature as many are known."""


def is_invented(number: int) -> bool:
    """Whether a question with this number is invented, with its senator and its minister."""
    return number >= INVENTED_FROM


def is_sample(sources: Sequence[str]) -> bool:
    """Whether a release from these sources holds the bundled sample, which is never mixed with others."""
    return list(sources) == [SAMPLE_SOURCE]


def banner(sources: Sequence[str], language: LabelLanguage = "en") -> str | None:
    """What pages of a release from these sources say first: that it is a sample; None for any other."""
    return site_labels()[language]["sample.banner"] if is_sample(sources) else None
