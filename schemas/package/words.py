"""How a release is named and described, in English, Dutch and French."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from schemas.banner import banner
from schemas.vocabulary.site_labels import LABEL_LANGUAGES, LabelLanguage

IDENTIFIER = "urn:senate-questions"
"""Names the product; behind it a question and its part may stand: urn:senate-questions:5-8900:answer."""
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


def descriptions(sources: Sequence[str]) -> dict[LabelLanguage, str]:
    """What a release from these sources is, by language; of the sample with its banner."""
    return {
        language: " ".join(filter(None, (banner(sources, language), _DESCRIPTIONS[language])))
        for language in LABEL_LANGUAGES
    }


class FileFacts(NamedTuple):
    """Size in bytes and SHA-256 in hexadecimal of a file."""

    size: int
    sha256: str


class Described(NamedTuple):
    """What the descriptions of a release tell of it.

    Attributes:
        version: Its version.
        created: When it was built, ISO 8601.
        files: Its files by name.
        asked_from: The day of its first question, ISO 8601; None when no question is dated.
        asked_to: That of its last one.
        sources: Where its pages are from.
    """

    version: str
    created: str
    files: Mapping[str, FileFacts]
    asked_from: str | None = None
    asked_to: str | None = None
    sources: Sequence[str] = ()
