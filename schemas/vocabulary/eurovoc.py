"""EuroVoc, the thesaurus of the European Union: the Senate takes its keywords from it."""

from dataclasses import dataclass
from functools import cache

from schemas.vocabulary.rows import vocabulary_rows


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A term of the thesaurus with its label in three languages, and the microthesaurus it belongs to."""

    eurovoc_id: str
    label_nl: str
    label_fr: str
    label_en: str
    microthesaurus_id: str


@cache
def descriptors() -> tuple[Descriptor, ...]:
    """Every descriptor of eurovoc.tsv, in the order of its identifiers."""
    return tuple(Descriptor(**row) for row in vocabulary_rows("eurovoc.tsv"))
