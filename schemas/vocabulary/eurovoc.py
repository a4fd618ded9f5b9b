"""EuroVoc, the thesaurus of the European Union: most keywords of the Senate are its terms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.rows import record, vocabulary_rows

IN_DUTCH = "in Dutch"
"""Ends the source of a term that no page is known to print in French: its French label is ours."""
_BY_DOMAIN = 2
"""Figures of a microthesaurus that are its domain."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of a concept, a microthesaurus or a domain."""

    eurovoc_id: str
    label_nl: str
    label_fr: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Concept(Labels):
    """What a keyword stands for: a descriptor of EuroVoc, or a Belgian term ('be:nmbs')."""

    microthesaurus_id: str | None = None
    source: str = "EuroVoc"

    @property
    def domain_id(self) -> str | None:
        """The domain of its microthesaurus."""
        return self.microthesaurus_id[:_BY_DOMAIN] if self.microthesaurus_id else None


class Name(NamedTuple):
    """What pages print for a concept."""

    eurovoc_id: str
    language: Language
    text: str


@cache
def concepts() -> tuple[Concept, ...]:
    """The descriptors of eurovoc.tsv, by identifier, and the terms of belgian_terms.tsv."""
    belgian = (record(Concept, row, microthesaurus_id=None) for row in vocabulary_rows("belgian_terms.tsv"))
    return (*(record(Concept, row, source="EuroVoc") for row in vocabulary_rows("eurovoc.tsv")), *belgian)


@cache
def _labels(file: str) -> Mapping[str, Labels]:
    return {row["eurovoc_id"]: record(Labels, row) for row in vocabulary_rows(file)}


microthesauri = partial(_labels, "eurovoc_microthesauri.tsv")
"""The names of each microthesaurus."""
domains = partial(_labels, "eurovoc_domains.tsv")
"""The names of each domain."""


def names() -> Iterator[Name]:
    """The labels of all concepts, and the other names of eurovoc_names.tsv."""
    for one in concepts():
        known: tuple[Language, ...] = ("nl",) if one.source.endswith(IN_DUTCH) else LANGUAGES
        yield from (Name(one.eurovoc_id, language, getattr(one, f"label_{language}")) for language in known)
    for row in vocabulary_rows("eurovoc_names.tsv"):
        yield Name(row["eurovoc_id"], "nl" if row["language"] == "nl" else "fr", row["name"])
