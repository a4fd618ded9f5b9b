"""Names, descriptions and the notice of a release, in English, Dutch and French."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from schemas.licences import CONTENT, DATABASE, PRODUCT
from schemas.sample import is_sample
from schemas.vocabulary.site_labels import LABEL_LANGUAGES, LabelLanguage, site_labels

IDENTIFIER = "urn:senate-questions"
"""Prefix of identifiers: urn:senate-questions:5-8900:answer."""
TITLES: Mapping[LabelLanguage, str] = {
    "en": "Written questions of the Belgian Senate",
    "nl": "Schriftelijke vragen van de Belgische Senaat",
    "fr": "Questions écrites du Sénat de Belgique",
}
_DESCRIPTIONS: Mapping[LabelLanguage, str] = {
    "en": "The written questions that members of the Belgian Senate put to the government, with the answers "
    "in Dutch and French, as linked tables; damaged letters are repaired, and each repair is logged.",
    "nl": "De schriftelijke vragen van de leden van de Belgische Senaat aan de regering, met de antwoorden "
    "in het Nederlands en het Frans, als gekoppelde tabellen; beschadigde letters zijn hersteld, elk "
    "herstel is vermeld.",
    "fr": "Les questions écrites des membres du Sénat de Belgique au gouvernement, avec les réponses en "
    "néerlandais et en français, sous forme de tables liées ; les lettres abîmées sont réparées, chaque "
    "réparation est notée.",
}
KEYWORDS = {
    "en": ("parliament", "Belgium", "Senate", "written questions", "government"),
    "nl": ("parlement", "België", "Senaat", "schriftelijke vragen", "regering"),
    "fr": ("parlement", "Belgique", "Sénat", "questions écrites", "gouvernement"),
}


def banner(sources: Sequence[str], language: LabelLanguage = "en") -> str | None:
    """The notice on every page that a release from these sources is a sample; None for any other."""
    return site_labels()[language]["sample.banner"] if is_sample(sources) else None


def descriptions(sources: Sequence[str]) -> dict[LabelLanguage, str]:
    """The description of a release from these sources, by language; the sample's has a banner."""
    return {
        language: " ".join(filter(None, (banner(sources, language), _DESCRIPTIONS[language])))
        for language in LABEL_LANGUAGES
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


def release_words(described: Described) -> dict[str, Any]:
    """What templates say of a release."""
    about = descriptions(described.sources)
    return {
        "product": PRODUCT,
        "version": described.version,
        "created": described.created,
        "title": TITLES["en"],
        "titles": TITLES,
        "description": about["en"],
        "descriptions": about,
        "licence": DATABASE.title,
        "licence_address": DATABASE.address,
        "licence_covers": DATABASE.covers,
        "rights": CONTENT.title,
        "rights_address": CONTENT.address,
        "rights_covers": CONTENT.covers,
    }
