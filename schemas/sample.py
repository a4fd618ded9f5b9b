"""The bundled sample: which questions are invented, and which releases are made of it."""

from collections.abc import Sequence

from schemas.codes import SAMPLE_SOURCE

INVENTED_FROM = 90_000
"""First number of invented questions; no legislature has so many real ones."""


def is_invented(number: int) -> bool:
    """Whether a question with this number is invented, with its senator and minister."""
    return number >= INVENTED_FROM


def is_sample(sources: Sequence[str]) -> bool:
    """Whether a release from these sources is of the bundled sample, which is never mixed with others."""
    return list(sources) == [SAMPLE_SOURCE]
