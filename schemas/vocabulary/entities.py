"""Things that texts name: acts, codes, portfolios, parties, places, bodies; each row with its source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeVar

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.rows import Lifetime, lifetime, record, records, several, vocabulary_rows

T = TypeVar("T", bound="Named")


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

    @property
    def is_only_a_name(self) -> bool:
        """Whether nobody has looked up who bears the name: texts name it, and it identifies nothing."""
        return self.source.startswith("usual name")


@dataclass(frozen=True, slots=True)
class Place(Named):
    """A municipality, province, region or community of Belgium.

    `other_names` are German ones and usual short forms; `within` is the province or region. The lifetime is
    limited by a merger or partition, or by a new code, as dated in REFNIS; `merged_into` is the municipality
    it became part of, `successor` the same one with its next code.
    """

    kind: str
    other_names: tuple[str, ...]
    within: str | None
    lifetime: Lifetime
    merged_into: str | None
    successor: str | None
    wikidata_id: str | None
    geonames_id: str | None

    @property
    def nis_code(self) -> str | None:
        """The code in REFNIS; None for a community."""
        scheme, _, code = self.code.partition(":")
        return code if scheme == "nis" else None


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


_named = cache(partial(records, Named))
act_kinds = partial(_named, "act_kinds.tsv", others=("eli",))
"""Kinds of legal acts; names in lower case except abbreviations."""
legal_codes = partial(_named, "legal_codes.tsv")
"""Codes and the Constitution."""
portfolios = partial(_named, "portfolios.tsv")
"""Portfolios of ministers and secretaries of state."""
countries = partial(_named, "countries.tsv")
"""Countries as CLDR names them; the code is ISO 3166-1. `make vendored` writes the file."""
country_names = partial(_named, "country_names.tsv")
"""Usual names of countries beside those of CLDR."""
currencies = partial(_named, "currencies.tsv")
"""Currencies with their names, signs and codes as printed; names in lower case hold in any case."""


@cache
def unit_codes() -> dict[str, str]:
    """The codes of units by their printed names and symbols, from units.tsv."""
    return {name: unit.code for unit in _named("units.tsv") for name in (unit.code, *unit.names)}


def _things(file: str, kind: type[T], names: str) -> tuple[T, ...]:
    """The rows of a file whose columns for code and names are called `id`, and `names` with the language."""
    return tuple(
        record(
            kind,
            row,
            code=row["id"],
            names_nl=several(row[f"{names}_nl"]),
            names_fr=several(row[f"{names}_fr"]),
            lifetime=lifetime(row),
        )
        for row in vocabulary_rows(file)
    )


organisations = cache(partial(_things, "organisations.tsv", Organisation, "names"))
"""Bodies, companies and associations, from organisations.tsv."""
places = cache(partial(_things, "places.tsv", Place, "name"))
"""Municipalities, provinces, regions and communities, from places.tsv."""
parties = cache(partial(_things, "parties.tsv", Party, "name"))
"""Parties, from parties.tsv."""


@cache
def registers() -> Mapping[str, Mapping[str, str]]:
    """Identifiers of organisations in registers, by organisation and scheme, with their `source`."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in vocabulary_rows("organisation_identifiers.tsv"):
        own = found[row["organisation"]]
        own[row["scheme"]] = row["value"]
        own["source"] = "; ".join(filter(None, (own.get("source"), f"{row['scheme']}: {row['source']}")))
    return found


@cache
def only_names() -> frozenset[str | None]:
    """The codes of organisations that are only names."""
    return frozenset(body.code for body in organisations() if body.is_only_a_name)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that rules know.

    `example` is a sentence in which it is needed; if it is empty, that of its group is.
    """

    group: str
    language: str
    word: str
    example: str


@cache
def word_rows() -> Mapping[str, Sequence[Word]]:
    """The lines of words.tsv by group; none of an unknown one."""
    rows: dict[str, list[Word]] = defaultdict(list)
    for word in records(Word, "words.tsv"):
        rows[word.group].append(word)
    return rows


@dataclass(frozen=True, slots=True)
class WordGroup:
    """What the words of a group are, and where they were seen.

    The examples are sentences in which each of them is needed, at the place of '{word}', or of '{Word}' if it
    has a capital there.
    """

    group: str
    meaning: str
    example_nl: str
    example_fr: str
    source: str


word_groups = cache(partial(records, WordGroup, "word_groups.tsv"))
"""Every group of words."""


@cache
def words_for(group: str, language: Language) -> tuple[str, ...]:
    """The words of a group of words.tsv, longest first; language '*' means both."""
    return _longest_first({row.word for row in word_rows()[group] if row.language in {language, "*"}})


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
def beginnings_of(kind: str, name: str, language: str | None) -> tuple[str, ...]:
    """The words with which rules of a name can begin, in small letters; none for any word.

    '{name}' stands for the first words of a group or list, 'acht*' for all that begin so, '*firma' for all
    that end so.
    """
    rows = vocabulary_rows("beginnings.tsv", "schemas.vocabulary")
    mine = (row for row in rows if (row["kind"], row["name"]) == (kind, name))
    return tuple(word for row in mine if row["language"] in {"*", language} for word in row["words"].split())
