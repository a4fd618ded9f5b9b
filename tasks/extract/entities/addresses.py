"""Addresses: web pages, handles, e-mail, telephone numbers."""

import re
from collections.abc import Iterator

from schemas.codes import MentionKind
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import begins_sentence
from tasks.extract.entities.tokens import Words
from tasks.extract.rules import Rules

_RULES = Rules("addresses")
_WITH_AT: tuple[MentionKind, ...] = ("email", "handle")
_TRAILING = ".,;:!?'’\"”»)]}…"
_AT_HOME = re.compile(r"04[5-9]\d{7}|0\d{8}")
"""A Belgian number with its first 0: nine figures, or ten for a mobile one."""
_FEWEST_ABROAD, _MOST_ABROAD = 9, 15
_LEAD = 40


def urls(text: str) -> Iterator[Mention]:
    """Web addresses: with protocol, with 'www.', or bare domains with a known ending."""
    if "://" not in text and "www." not in text.lower() and not _RULES("domain_end").search(text):
        return
    called = _companies(text)
    for match in _RULES("address").finditer(text):
        address = _trimmed(match[0])
        if address not in called:
            value = address if "://" in address else f"http://{address}"
            yield Mention(match.start(), match.start() + len(address), "url", address, value)


def _companies(text: str) -> set[str]:
    """Companies that are called by their address: with a capital within a sentence, 'Boekers.com'."""
    return {m[0] for m in _RULES("company").finditer(text) if not begins_sentence(text, m.start())}


def companies(text: str) -> Iterator[Mention]:
    """Companies that are called by their address, also where it begins a sentence."""
    called = _companies(text) if _RULES("domain_end").search(text) else set()
    for match in _RULES("company").finditer(text) if called else ():
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
    for kind in _WITH_AT if "@" in text else ():
        for match in _RULES(kind).finditer(text):
            yield Mention(match.start(), match.end(), kind, match[0], match[0].lower())


def phones(text: str, words: Words) -> Iterator[Mention]:
    """Telephone and fax numbers, '+32 2 501 70 00', '02/501 70 00'; value: as dialled from abroad."""
    for match in _RULES.find("phone", text, words):
        figures = re.sub(r"\D", "", match[0].replace("(0)", ""))
        abroad = match[0].startswith(("+", "00"))
        is_long = _FEWEST_ABROAD <= len(figures) <= _MOST_ABROAD if abroad else _AT_HOME.fullmatch(figures)
        if is_long and not _RULES("account").search(text, max(0, match.start() - _LEAD), match.start()):
            dialled = f"+{figures.removeprefix('00')}" if abroad else f"+32{figures[1:]}"
            yield Mention(match.start(), match.end(), "phone", match[0], dialled)
