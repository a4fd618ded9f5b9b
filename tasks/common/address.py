"""Addresses of pages: many spellings, one canonical (docs/source.md, 1)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import ClassVar, cast
from urllib.parse import SplitResult, parse_qsl, urlsplit

from schemas.codes import LANGUAGES, Language, Variant
from schemas.question_number import QuestionNumber
from schemas.vocabulary.houses import house_of, houses

HOSTS, _CHAMBER_HOSTS = (frozenset(one.hosts) for one in houses())
"""Hosts of the site, and those of the Chamber."""

SITE = "https://www.senate.be/www/"
"""Base address of the site's pages."""

CHAMBER_SITE = "https://data.dekamer.be/v0/"
"""Base address of the Chamber's open data."""

RECORDS = f"{CHAMBER_SITE}qrva/"
"""What the addresses of records and archives begin with."""

_DOMAINS = frozenset(host.removeprefix("www.") for host in HOSTS)
_SITE = f"{SITE}?MIval="
_PAGE_OF_VARIANT: dict[Variant, str] = {
    "main": "SchriftelijkeVraag",
    "print": "SVPrint",
    "print_bilingual": "SVPrintNLFR",
}
_REMEMBERED = 1 << 16
"""Addresses; each is asked for several times in a run."""
_LONGEST_NUMBER = 6
_LONGEST_TID = 10
_VARIANT_OF_PAGE = {page.lower(): variant for variant, page in _PAGE_OF_VARIANT.items()}
_QUESTION_PAGE = re.compile(r"/?vragen/(\w+)", re.IGNORECASE)
_BULLETIN_PAGE = re.compile(r"/?publications/viewPubDoc", re.IGNORECASE)
_CANONICAL = re.compile(
    f"{re.escape(_SITE)}/Vragen/({'|'.join(_PAGE_OF_VARIANT.values())})"
    f"&LEG=([0-9]{{1,{_LONGEST_NUMBER}}})&NR=([0-9]{{1,{_LONGEST_NUMBER}}})&LANG=({'|'.join(LANGUAGES)})"
)
"""The spelling of nearly all stored addresses, read at a tenth of the cost."""
RECORD_NAME = r"\d{2}-(?:B\d{1,4})?-\d{1,3}-\d{1,5}-\d{10,16}"
"""The name of a record of the Chamber: legislature, bulletin, department, its number there, document."""
_RECORD = re.compile(rf"/v0/qrva/({RECORD_NAME})(?:\.xml|\.json)?/?")
_QUESTION = re.compile(rf"([0-9]{{2}})-([0-9]{{1,{_LONGEST_NUMBER}}})")
_ARCHIVE = re.compile(
    rf"https?://(?:{'|'.join(sorted(_CHAMBER_HOSTS))})/v0/qrva/archive/?\?leg=([0-9]{{2}})", re.IGNORECASE
)
_WAYBACK = re.compile(
    r"https?://(?:web|wayback)\.archive\.org(?::\d+)?/web/(?P<time>\d{1,14})(?:[a-z]{2}_)?/"
    r"(?P<scheme>https?:/{1,2})?(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WAYBACK_TIME = 14  # digits, from the year to the second


def is_senate(url: str) -> bool:
    """Whether an address is on a host of the Senate, in any spelling of the host."""
    labels = (urlsplit(url).hostname or "").rstrip(".").split(".")
    return ".".join(labels[-2:]) in _DOMAINS


@dataclass(frozen=True, slots=True)
class QuestionAddress:
    """The address of one of a question's pages; `language` is the LANG of the address."""

    variant: Variant
    legislature: int
    number: int
    language: Language

    @property
    def question(self) -> QuestionNumber:
        """Number of the question."""
        return QuestionNumber(self.legislature, self.number)

    @property
    def question_id(self) -> str:
        """Identifier of the question, '5-8900'."""
        return str(self.question)

    @property
    def url(self) -> str:
        """The canonical spelling."""
        page = _PAGE_OF_VARIANT[self.variant]
        return f"{_SITE}/Vragen/{page}&LEG={self.legislature}&NR={self.number}&LANG={self.language}"


@dataclass(frozen=True, slots=True)
class BulletinAddress:
    """The address of a bulletin page; it names a document, not a question."""

    document: int
    language: Language
    variant: ClassVar[Variant] = "bulletin"
    question_id: ClassVar[None] = None

    @property
    def url(self) -> str:
        """The canonical spelling."""
        return f"{_SITE}publications/viewPubDoc&TID={self.document:08}&LANG={self.language}"


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """The address of a record of the Chamber; a fragment, which is never sent, names its question."""

    name: str
    question_id: str | None = None
    variant: ClassVar[Variant] = "record"
    language: ClassVar[None] = None

    @property
    def legislature(self) -> int:
        """The legislature whose archive has it."""
        return int(self.name[:2])

    @property
    def url(self) -> str:
        """The canonical spelling."""
        return f"{RECORDS}{self.name}" + (f"#{self.question_id}" if self.question_id else "")


FetchAddress = QuestionAddress
"""The address of a page that is requested from the site."""
PageAddress = FetchAddress | BulletinAddress | RecordAddress
"""The address of any page that is read."""


def archived_url(url: str) -> str:
    """The original address of a page of the Wayback Machine; any other address unchanged."""
    found = _WAYBACK.fullmatch(url)
    if not found:
        return url
    scheme = (found["scheme"] or "http").split(":")[0].lower()
    return f"{scheme}://{found['rest']}"


def is_archived(url: str) -> bool:
    """Whether an address is one of the Wayback Machine."""
    return _WAYBACK.fullmatch(url) is not None


def archived_at(url: str) -> datetime | None:
    """When the Wayback Machine fetched a page, in UTC; None unless its address names it to the second."""
    found = _WAYBACK.fullmatch(url)
    if not found or len(found["time"]) != _WAYBACK_TIME:
        return None
    try:
        return datetime.strptime(found["time"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


@lru_cache(_REMEMBERED)
def parse_address(url: str) -> PageAddress | None:
    """Read any spelling of the address of a page that is read, or of its Wayback Machine copy."""
    if found := _CANONICAL.fullmatch(url):
        page, legislature, number, language = found.groups()
        variant = _VARIANT_OF_PAGE[page.lower()]
        return QuestionAddress(variant, int(legislature), int(number), cast("Language", language))
    return _in_any_spelling(url)


def _in_any_spelling(url: str) -> PageAddress | None:
    try:
        parts = urlsplit(archived_url(url.strip()))
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    return _record_address(parts) if host in _CHAMBER_HOSTS else _senate_address(parts)


def _record_address(parts: SplitResult) -> RecordAddress | None:
    name, question = _RECORD.fullmatch(parts.path), _QUESTION.fullmatch(parts.fragment)
    number = question and f"{question[1]}-{int(question[2])}"
    return RecordAddress(name[1], number) if name else None


def _senate_address(parts: SplitResult) -> PageAddress | None:
    if parts.hostname not in HOSTS:
        return None
    unescaped = parts.query.replace("&amp;", "&")  # copied from HTML
    query = {name.upper(): value for name, value in parse_qsl(unescaped)}
    language = query.get("LANG", "").lower()
    if language not in LANGUAGES:
        return None
    page = query.get("MIVAL", "")
    if _BULLETIN_PAGE.fullmatch(page):
        document = query.get("TID", "")
        return BulletinAddress(int(document), language) if _is_number(document, _LONGEST_TID) else None
    return _question_address(query, language)


def _question_address(query: dict[str, str], language: Language) -> QuestionAddress | None:
    page = _QUESTION_PAGE.fullmatch(query.get("MIVAL", ""))
    variant = _VARIANT_OF_PAGE.get(page[1].lower()) if page else None
    legislature, number = query.get("LEG", ""), query.get("NR", "")
    if variant is None or not (_is_number(legislature) and _is_number(number)):
        return None
    return QuestionAddress(variant, int(legislature), int(number), language)


def _is_number(text: str, longest: int = _LONGEST_NUMBER) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest


def archive_url(legislature: int) -> str:
    """The address of the archive of a legislature; '' for a house that has none."""
    return house_of(legislature).archive.format(legislature=legislature)


def archive_legislature(url: str) -> int | None:
    """The legislature whose archive is at an address, in any spelling; None for any other address."""
    found = _ARCHIVE.fullmatch(archived_url(url.strip()))
    return int(found[1]) if found else None


def canonical_url(url: str | None) -> str | None:
    """The canonical spelling of the address of a page that is read; any other address unchanged."""
    if url is None:
        return None
    address = parse_address(url)
    return address.url if address else url
