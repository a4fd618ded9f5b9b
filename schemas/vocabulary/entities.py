"""Things that texts name: acts, codes, portfolios, parties, places, bodies; each row with its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.rows import Lifetime, lifetime, several, vocabulary_rows


@dataclass(frozen=True, slots=True)
class Named:
    """Something with names in both languages, the official ones first."""

    code: str
    names_nl: tuple[str, ...]
    names_fr: tuple[str, ...]
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once."""
        return tuple(dict.fromkeys((*self.names_nl, *self.names_fr)))

    def names_in(self, language: Language) -> tuple[str, ...]:
        """The names in one language."""
        return self.names_nl if language == "nl" else self.names_fr


@dataclass(frozen=True, slots=True)
class Organisation(Named):
    """A body, company or association, of a kind such as 'federal_public_service', 'court' or 'company'.

    Its lifetime begins with its founding, or with its present form.
    """

    kind: str
    abbreviations_nl: tuple[str, ...]
    abbreviations_fr: tuple[str, ...]
    lifetime: Lifetime

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """All abbreviations, each once."""
        return tuple(dict.fromkeys((*self.abbreviations_nl, *self.abbreviations_fr)))


@dataclass(frozen=True, slots=True)
class Place(Named):
    """A municipality, province, region or community of Belgium.

    `other_names` are German ones and usual short forms; `within` is the province or region. The lifetime is
    limited by a merger or partition, as dated in REFNIS; `merged_into` is the municipality it became part of.
    """

    kind: str
    other_names: tuple[str, ...]
    within: str | None
    lifetime: Lifetime
    merged_into: str | None


@dataclass(frozen=True, slots=True)
class Party(Named):
    """A political party under one name.

    `abbreviations` are spellings on pages; `language_group` is 'nl', 'fr' or 'both'. The predecessor is the
    largest of several; the successor is the party that continued it.
    """

    abbreviations: tuple[str, ...]
    language_group: str | None
    lifetime: Lifetime
    predecessor: str | None
    successor: str | None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling, each once."""
        return tuple(dict.fromkeys((*self.names, *self.abbreviations)))


def _names(
    row: dict[str, str], code: str = "code", names: str = "names"
) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    """The fields of `Named`, from the columns of these names."""
    return row[code], several(row[f"{names}_nl"]), several(row[f"{names}_fr"]), row["source"]


def _named(file: str) -> tuple[Named, ...]:
    return tuple(Named(*_names(row)) for row in vocabulary_rows(file))


@cache
def act_kinds() -> tuple[Named, ...]:
    """Kinds of legal acts, from act_kinds.tsv; names in lower case except abbreviations."""
    return _named("act_kinds.tsv")


@cache
def legal_codes() -> tuple[Named, ...]:
    """Codes and the Constitution, from legal_codes.tsv."""
    return _named("legal_codes.tsv")


@cache
def portfolios() -> tuple[Named, ...]:
    """Portfolios of ministers and secretaries of state, from portfolios.tsv."""
    return _named("portfolios.tsv")


@cache
def organisations() -> tuple[Organisation, ...]:
    """Bodies, companies and associations, from organisations.tsv."""
    return tuple(
        Organisation(
            *_names(row, "id"),
            row["kind"],
            several(row["abbreviations_nl"]),
            several(row["abbreviations_fr"]),
            lifetime(row),
        )
        for row in vocabulary_rows("organisations.tsv")
    )


@cache
def places() -> tuple[Place, ...]:
    """Municipalities, provinces, regions and communities, from places.tsv."""
    return tuple(
        Place(
            *_names(row, "id", "name"),
            row["kind"],
            several(row["other_names"]),
            row["within"] or None,
            lifetime(row),
            row["merged_into"] or None,
        )
        for row in vocabulary_rows("places.tsv")
    )


@cache
def parties() -> tuple[Party, ...]:
    """Parties, from parties.tsv."""
    return tuple(
        Party(
            *_names(row, "id", "name"),
            several(row["abbreviations"]),
            row["language_group"] or None,
            lifetime(row),
            row["predecessor"] or None,
            row["successor"] or None,
        )
        for row in vocabulary_rows("parties.tsv")
    )


@cache
def words_for(group: str, language: Language) -> tuple[str, ...]:
    """The words of a group of words.tsv, longest first; language '*' means both."""
    rows = [
        row
        for row in vocabulary_rows("words.tsv")
        if row["group"] == group and row["language"] in {language, "*"}
    ]
    return _longest_first({word for row in rows for word in several(row["words"])})


@cache
def words_of_both(group: str) -> tuple[str, ...]:
    """The words of a group in both languages, longest first."""
    return _longest_first({word for language in LANGUAGES for word in words_for(group, language)})


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def word_set(group: str, language: Language) -> frozenset[str]:
    """The words of a group as a set."""
    return frozenset(words_for(group, language))


@cache
def given_names() -> frozenset[str]:
    """Common given names in Belgium, from given_names.tsv."""
    return frozenset(row["name"] for row in vocabulary_rows("given_names.tsv"))


@cache
def country_names() -> tuple[Named, ...]:
    """Names of countries that CLDR lacks, from country_names.tsv; the code is ISO 3166-1."""
    return _named("country_names.tsv")
