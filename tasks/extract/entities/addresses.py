"""Addresses: web pages, handles, e-mail, telephone numbers."""

import re
from collections.abc import Iterator

from schemas.codes import MentionKind
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import begins_sentence
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words

_RULES = Rules("addresses")
_WITH_AT: tuple[MentionKind, ...] = ("email", "handle")
_TRAILING = ".,;:!?'’\"”»)]}…"
_AT_HOME = re.compile(r"04[5-9]\d{7}|0\d{8}")
"""A Belgian number with its first 0: nine figures, or ten for a mobile one."""
_FEWEST_ABROAD, _MOST_ABROAD = 9, 15


def addresses(text: str) -> Iterator[Mention]:
    """Web addresses: with protocol, with 'www.', or bare domains with a known ending; e-mail; handles.

    Companies are called by their address if it has a capital within a sentence somewhere: 'Boekers.com'.
    """
    for kind in _WITH_AT if "@" in text else ():
        for match in _RULES(kind).finditer(text):
            yield Mention(*match.span(), kind, match[0], match[0].lower())
    if "://" not in text and "www." not in text.lower() and not _RULES("domain_end").search(text):
        return
    named = [*_RULES("company").finditer(text)]
    called = {match[0] for match in named if not begins_sentence(text, match.start())}
    for match in named:
        if match[0] in called:
            yield Mention(*match.span(), "organisation", match[0])
    for match in _RULES("address").finditer(text):
        address = _trimmed(match[0])
        if address not in called:
            value = address if "://" in address else f"http://{address}"
            yield Mention(match.start(), match.start() + len(address), "url", address, value)


def _trimmed(address: str) -> str:
    """An address without the punctuation of its sentence."""
    bare = address.rstrip(_TRAILING)
    closed = len(bare)
    for _ in range(bare.count("(") - bare.count(")")):  # those that it opened
        at = address.find(")", closed)
        if at < 0:
            break
        closed = at + 1
    return address[:closed]


def phones(text: str, words: Words) -> Iterator[Mention]:
    """Telephone and fax numbers, '+32 2 501 70 00', '02/501 70 00'; value: as dialled from abroad."""
    for match in _RULES.find("phone", text, words):
        figures = re.sub(r"\D", "", match[0].replace("(0)", ""))
        abroad = match[0].startswith(("+", "00"))
        is_long = _FEWEST_ABROAD <= len(figures) <= _MOST_ABROAD if abroad else _AT_HOME.fullmatch(figures)
        if is_long and not _RULES.before("account", text, match.start(), letters=40):
            dialled = f"+{figures.removeprefix('00')}" if abroad else f"+32{figures[1:]}"
            yield Mention(match.start(), match.end(), "phone", match[0], dialled)
