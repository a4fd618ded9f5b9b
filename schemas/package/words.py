"""Names, descriptions and the notice of a release, in English, Dutch and French."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from schemas.licences import DATABASE, PRODUCT, contents, sources_of
from schemas.sample import is_sample
from schemas.vocabulary.houses import House, houses_of
from schemas.vocabulary.rows import vocabulary_rows
from schemas.vocabulary.site_labels import LABEL_LANGUAGES, LabelLanguage, site_labels

IDENTIFIER = "urn:senate-questions"
"""Prefix of identifiers: urn:senate-questions:5-8900:answer."""
SENATE_ALONE = houses_of(())
_Key = Literal["title", "description"]
_WORDS = {row["key"]: row for row in vocabulary_rows("words.tsv", "schemas.package")}


def texts(key: _Key, held: Sequence[House] = SENATE_ALONE) -> dict[LabelLanguage, str]:
    """A text on a release of some houses, by language."""
    each = [_WORDS[one.code] for one in held]
    names = {one: f" {_WORDS['and'][one]} ".join(words[one] for words in each) for one in LABEL_LANGUAGES}
    return {one: _WORDS[key][one].format(names[one]) for one in LABEL_LANGUAGES}


def keywords(held: Sequence[House] = SENATE_ALONE) -> dict[LabelLanguage, list[str]]:
    """Keywords for a release of some houses, by language."""
    names = {one: "|".join(getattr(house, f"name_{one}") for house in held) for one in LABEL_LANGUAGES}
    return {one: _WORDS["keywords"][one].format(names[one]).split("|") for one in names}


def banner(sources: Sequence[str], language: LabelLanguage = "en") -> str | None:
    """The notice on every page that a release from these sources is a sample; None for any other."""
    return site_labels()[language]["sample.banner"] if is_sample(sources) else None


def descriptions(sources: Sequence[str], held: Sequence[House] = SENATE_ALONE) -> dict[LabelLanguage, str]:
    """The description of a release from these sources, by language; the sample's has a banner."""
    return {
        language: " ".join(filter(None, (banner(sources, language), text)))
        for language, text in texts("description", held).items()
    }


def in_languages(texts: Mapping[LabelLanguage, str]) -> list[dict[str, str]]:
    """Texts by language as JSON-LD has them."""
    return [{"@language": language, "@value": text} for language, text in texts.items()]


class FileFacts(NamedTuple):
    """Size in bytes and hexadecimal SHA-256 of a file."""

    size: int
    sha256: str


class Described(NamedTuple):
    """The facts in the descriptions of a release; dates are in ISO 8601.

    `asked_from` and `asked_to` are the dates of the first and the last question.
    """

    version: str
    created: str
    files: Mapping[str, FileFacts]
    asked_from: str | None = None
    asked_to: str | None = None
    sources: Sequence[str] = ()
    houses: Sequence[House] = SENATE_ALONE


def release_words(described: Described) -> dict[str, Any]:
    """What templates say of a release."""
    held = described.houses
    about, rights, named = descriptions(described.sources, held), contents(held), texts("title", held)
    return {
        "product": PRODUCT,
        "version": described.version,
        "created": described.created,
        "title": named["en"],
        "titles": named,
        "description": about["en"],
        "descriptions": about,
        "keywords": keywords(held),
        "english_keywords": keywords(held)["en"],
        "licence": DATABASE.title,
        "licence_address": DATABASE.address,
        "licence_covers": DATABASE.covers,
        "rights": rights[0].name,
        "rights_address": rights[0].address,
        "rights_cover": "\n\n".join(f"{one.covers} {one.title}: {one.address}" for one in rights),
        "licence_addresses": [DATABASE.address, *(one.address for one in rights)],
        "url": sources_of(held)[0].address,
    }
