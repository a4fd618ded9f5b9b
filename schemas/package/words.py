"""Names, descriptions and the notice of a release, in English, Dutch and French."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from schemas.licences import DATABASE, PRODUCT, contents, sources_of
from schemas.sample import is_sample
from schemas.vocabulary.houses import House, houses_of
from schemas.vocabulary.site_labels import LabelLanguage, site_labels

IDENTIFIER = "urn:senate-questions"
"""Prefix of identifiers: urn:senate-questions:5-8900:answer."""
SENATE_ALONE = houses_of(())
_TITLES: Mapping[LabelLanguage, str] = {
    "en": "Written questions of the Belgian {}",
    "nl": "Schriftelijke vragen van de Belgische {}",
    "fr": "Questions écrites {} de Belgique",
}
_DESCRIPTIONS: Mapping[LabelLanguage, str] = {
    "en": "The written questions that members of the Belgian {} put to the government, with the answers "
    "in Dutch and French, as linked tables; damaged letters are repaired, and each repair is logged.",
    "nl": "De schriftelijke vragen van de leden van de Belgische {} aan de regering, met de antwoorden "
    "in het Nederlands en het Frans, als gekoppelde tabellen; beschadigde letters zijn hersteld, elk "
    "herstel is vermeld.",
    "fr": "Les questions écrites des membres {} de Belgique au gouvernement, avec les réponses en "
    "néerlandais et en français, sous forme de tables liées ; les lettres abîmées sont réparées, chaque "
    "réparation est notée.",
}
_KEYWORDS: Mapping[LabelLanguage, tuple[str, ...]] = {
    "en": ("parliament", "Belgium", "written questions", "government"),
    "nl": ("parlement", "België", "schriftelijke vragen", "regering"),
    "fr": ("parlement", "Belgique", "questions écrites", "gouvernement"),
}


def _naming(texts: Mapping[LabelLanguage, str], given: Sequence[House]) -> dict[LabelLanguage, str]:
    """Texts with the names of houses in them."""
    names: dict[LabelLanguage, str] = {
        "en": " and ".join(one.name_en for one in given),
        "nl": " en ".join(one.name_nl for one in given),
        "fr": " et ".join(one.of_fr for one in given),
    }
    return {language: text.format(names[language]) for language, text in texts.items()}


def titles(given: Sequence[House] = SENATE_ALONE) -> dict[LabelLanguage, str]:
    """The title of a release of some houses, by language."""
    return _naming(_TITLES, given)


def keywords(given: Sequence[House] = SENATE_ALONE) -> dict[LabelLanguage, list[str]]:
    """Keywords for a release of some houses, by language."""
    return {
        language: [*words[:2], *(getattr(one, f"name_{language}") for one in given), *words[2:]]
        for language, words in _KEYWORDS.items()
    }


def banner(sources: Sequence[str], language: LabelLanguage = "en") -> str | None:
    """The notice on every page that a release from these sources is a sample; None for any other."""
    return site_labels()[language]["sample.banner"] if is_sample(sources) else None


def descriptions(sources: Sequence[str], given: Sequence[House] = SENATE_ALONE) -> dict[LabelLanguage, str]:
    """The description of a release from these sources, by language; the sample's has a banner."""
    return {
        language: " ".join(filter(None, (banner(sources, language), text)))
        for language, text in _naming(_DESCRIPTIONS, given).items()
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
    given = described.houses
    about, rights, named = descriptions(described.sources, given), contents(given), titles(given)
    return {
        "product": PRODUCT,
        "version": described.version,
        "created": described.created,
        "title": named["en"],
        "titles": named,
        "description": about["en"],
        "descriptions": about,
        "licence": DATABASE.title,
        "licence_address": DATABASE.address,
        "licence_covers": DATABASE.covers,
        "rights": rights[0].name,
        "rights_address": rights[0].address,
        "rights_cover": "\n\n".join(f"{one.covers} {one.title}: {one.address}" for one in rights),
        "licence_addresses": [DATABASE.address, *(one.address for one in rights)],
        "url": sources_of(given)[0].address,
    }
