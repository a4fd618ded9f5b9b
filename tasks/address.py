"""Addresses of question pages: many spellings, one canonical (docs/source.md, 1)."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from schemas.codes import LANGUAGES, Language, Variant

HOSTS = frozenset({"www.senate.be", "senate.be", "www.senaat.be", "senaat.be", "www.senat.be", "senat.be"})
"""Hosts on which the site answers."""

_PAGE_OF_VARIANT: dict[Variant, str] = {
    "main": "SchriftelijkeVraag",
    "print": "SVPrint",
    "print_bilingual": "SVPrintNLFR",
}
_VARIANT_OF_PAGE = {page.lower(): variant for variant, page in _PAGE_OF_VARIANT.items()}
_MIVAL = re.compile(r"/?vragen/(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuestionAddress:
    """The address of one of a question's pages; `language` is the LANG of the address."""

    variant: Variant
    legislature: int
    number: int
    language: Language

    @property
    def question_id(self) -> str:
        """Identifier of the question, '5-8900'."""
        return f"{self.legislature}-{self.number}"

    @property
    def url(self) -> str:
        """The canonical spelling."""
        page = _PAGE_OF_VARIANT[self.variant]
        return (
            f"https://www.senate.be/www/?MIval=/Vragen/{page}"
            f"&LEG={self.legislature}&NR={self.number}&LANG={self.language}"
        )


def parse_address(url: str) -> QuestionAddress | None:
    """Read the address of a question page in any of its spellings.

    Returns:
        None when it is not the address of a written question's page on a known host.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or host not in HOSTS:
        return None
    query = {name.upper(): value for name, value in parse_qsl(parts.query)}
    page = _MIVAL.fullmatch(query.get("MIVAL", ""))
    variant = _VARIANT_OF_PAGE.get(page[1].lower()) if page else None
    legislature, number = query.get("LEG", ""), query.get("NR", "")
    language = query.get("LANG", "").lower()
    if variant is None or language not in LANGUAGES or not (_is_number(legislature) and _is_number(number)):
        return None
    return QuestionAddress(variant, int(legislature), int(number), language)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6  # noqa: PLR2004 - no number is longer


def canonical_url(url: str | None) -> str | None:
    """The canonical spelling of a question page's address; any other address unchanged."""
    if url is None:
        return None
    address = parse_address(url)
    return address.url if address else url
