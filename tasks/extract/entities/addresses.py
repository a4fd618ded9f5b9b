"""Addresses: web pages, handles, e-mail, telephone numbers."""

import re
from collections.abc import Iterator

from schemas.codes import MentionKind
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import begins_sentence
from tasks.extract.entities.tokens import Words, matches_at

_TOP_DOMAINS = (
    "be|brussels|vlaanderen|gent|eu|com|org|net|int|info|gov|edu|biz|io|tv|app|fr|nl|lu|uk|ch|it|es|eus|cat"
)
_URL = re.compile(
    r"(?<![\w@./-])(?:(?:https?|ftp)://|www\.)[^\s<>\"“”«»]+"
    rf"|(?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,5}}(?:{_TOP_DOMAINS})(?![\w-]|\.\w)(?:/[^\s<>\"“”«»]*)?",
    re.IGNORECASE,
)
_DOMAIN_END = re.compile(rf"\.(?:{_TOP_DOMAINS})(?![\w-])", re.IGNORECASE)
_PROTOCOL = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
_BARE = re.compile(rf"(?:[\w-]+\.)+(?:{_TOP_DOMAINS})(?:/.*)?")
_HOST = re.compile(r"(?:(?:https?|ftp)://)?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_WITH_AT: dict[MentionKind, re.Pattern[str]] = {
    "email": re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    "handle": re.compile(r"(?<![\w@./])@\w{2,30}\b(?![.@]\w)"),
}
_TRAILING = ".,;:!?'’\"”»)]}…"
_PART = r"(?:[ \u00a0./-]{1,2}\d{2,4}|\d)"
_PHONE = re.compile(
    r"(?<![\w/.,-])(?:(?:\+|00)\d{2,3} ?(?:\(0\) ?)?\d{1,4}"
    rf"|\(0\d{{1,3}}\)|0\d{{1,3}}){_PART}{{1,10}}(?![\w/]|[.,-]\d)"
)
_BEGINS_PHONE = frozenset("+(0")
_AT_HOME = re.compile(r"04[5-9]\d{7}|0\d{8}")
"""A Belgian number with its first 0: nine figures, or ten for a mobile one."""
_FIGURES_ABROAD = (9, 15)
_ACCOUNT = re.compile(r"\d{3}-\d{7}-\d{2}(?!\d)")
_NUMBERED = re.compile(
    r"(?:onderneming\w*|entreprises?|KBO\w*|BCE|BTW\w*|TVA|RPR|RPM|rekening\w*|comptes?|rijksregister\w*)"
    r"(?: ?(?:nummer|nr\.?|n°|numéro))?(?: BE)?\W*$",
    re.IGNORECASE,
)
_LEAD = 40
_YEAR_OR_DATE = re.compile(r"0?\d[/.-]\d{1,2}[/.-]\d{2,4}")


def urls(text: str) -> Iterator[Mention]:
    """Web addresses: with protocol, with 'www.', or bare domains with a known ending."""
    if "://" not in text and "www." not in text.lower() and not _DOMAIN_END.search(text):
        return
    called = _companies(text)
    for match in _URL.finditer(text):
        address = _trimmed(match[0])
        is_address = _HOST.match(address) and (_PROTOCOL.match(address) or _BARE.fullmatch(address))
        if is_address and address not in called:
            value = address if "://" in address else f"http://{address}"
            yield Mention(match.start(), match.start() + len(address), "url", address, value)


_COMPANY = re.compile(r"(?<![\w@./-])[A-Z][\w-]+\.(?:com|be|net|org|eu|nl|fr)(?![\w/-]|\.\w)")


def _companies(text: str) -> set[str]:
    """Companies that are called by their address: with a capital within a sentence, 'Boekers.com'."""
    return {m[0] for m in _COMPANY.finditer(text) if not begins_sentence(text, m.start())}


def companies(text: str) -> Iterator[Mention]:
    """Companies that are called by their address, also where it begins a sentence."""
    called = _companies(text) if _DOMAIN_END.search(text) else set()
    for match in _COMPANY.finditer(text) if called else ():
        if match[0] in called:
            yield Mention(match.start(), match.end(), "organisation", match[0])


def _trimmed(address: str) -> str:
    """An address without the punctuation of its sentence."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end and address[end - 1] in _TRAILING:
        if address[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return address[:end]


def emails_and_handles(text: str) -> Iterator[Mention]:
    """E-mail addresses, and names in networks, after an @."""
    for kind, pattern in _WITH_AT.items() if "@" in text else ():
        for match in pattern.finditer(text):
            yield Mention(match.start(), match.end(), kind, match[0], match[0].lower())


def phones(text: str, words: Words) -> Iterator[Mention]:
    """Telephone and fax numbers, '+32 2 501 70 00', '02/501 70 00'; value: as dialled from abroad."""
    begins = [begin for at in words.figures for begin in (at - 1, at) if text[max(begin, 0)] in _BEGINS_PHONE]
    for match in matches_at(_PHONE, text, begins):
        figures = re.sub(r"\D", "", match[0].replace("(0)", ""))
        abroad = match[0].startswith(("+", "00"))
        if not _is_other_number(text, match, figures, abroad=abroad):
            dialled = f"+{figures.removeprefix('00')}" if abroad else f"+32{figures[1:]}"
            yield Mention(match.start(), match.end(), "phone", match[0], dialled)


def _is_other_number(text: str, match: re.Match[str], figures: str, *, abroad: bool) -> bool:
    """Whether figures are a date, an account or the number of an enterprise."""
    if _YEAR_OR_DATE.fullmatch(match[0]) or _ACCOUNT.match(text, match.start()):
        return True
    if _NUMBERED.search(text[max(0, match.start() - _LEAD) : match.start()]):
        return True
    fewest, most = _FIGURES_ABROAD
    return not (fewest <= len(figures) <= most if abroad else _AT_HOME.fullmatch(figures))
