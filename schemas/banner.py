"""What every page that is made of the bundled sample says first."""

from collections.abc import Sequence

from schemas.sample import is_sample
from schemas.vocabulary.site_labels import LabelLanguage, site_labels


def banner(sources: Sequence[str], language: LabelLanguage = "en") -> str | None:
    """What pages of a release from these sources say first: that it is a sample; None for any other."""
    return site_labels()[language]["sample.banner"] if is_sample(sources) else None
