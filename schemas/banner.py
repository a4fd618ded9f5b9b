"""The notice at the top of every page made of the bundled sample."""

from collections.abc import Sequence

from schemas.sample import is_sample
from schemas.vocabulary.site_labels import LabelLanguage, site_labels


def banner(sources: Sequence[str], language: LabelLanguage = "en") -> str | None:
    """The notice that a release from these sources is a sample; None for any other."""
    return site_labels()[language]["sample.banner"] if is_sample(sources) else None
