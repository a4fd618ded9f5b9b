"""The bundled sample: which questions are invented, and which releases are made of it."""

from collections.abc import Sequence

from schemas.codes import SAMPLE_SOURCE
from schemas.vocabulary.houses import house_of


def is_invented(legislature: int, number: int) -> bool:
    """Whether a question with this number is invented, with its member and minister."""
    return number >= house_of(legislature).invented_from


def is_sample(sources: Sequence[str]) -> bool:
    """Whether a release from these sources is of the bundled sample, which is never mixed with others."""
    return list(sources) == [SAMPLE_SOURCE]
