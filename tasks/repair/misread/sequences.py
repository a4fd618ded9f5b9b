"""Damage that needs no guess: C1 controls, and entities left in text."""

import functools
import html
import re
from collections.abc import Iterator
from html.entities import html5

from tasks.repair.chunks import PIECE, plainly_spaced
from tasks.repair.edits import Repair
from tasks.repair.layers.readings import may_be_utf8
from tasks.repair.misread.charsets import WINDOWS, decode_byte

CERTAINTY = {"c1": 0.99, "entity": 0.98}

_LEGACY = frozenset(name for name in html5 if not name.endswith(";"))
_SIGN_NAMES = frozenset(
    "deg sect sup2 sup3 frac12 middot plusmn micro raquo laquo ordm para reg copy".split()
)
"""Names that may lack their semicolon when only figures follow."""
_LETTER_NAME = re.compile(r".+(?:acute|grave|circ|uml|cedil|tilde|ring|slash|lig)$|nbsp$|laquo$|raquo$")

_BEGIN = re.compile(r"&(?=#|[A-Za-z]{2})")
TRACE = re.compile(rf"[\x80-\x9f]|{_BEGIN.pattern}")
"""Found in all such damage."""
_UNCLOSED = re.compile(r"&(?:[A-Za-z]{1,5}(?:acute|grave|circ|uml|cedil|tilde)|nbsp)(?!;)")
_CLOSED = re.compile(r"&(?:[A-Za-z]{1,5}(?:acute|grave|circ|uml|cedil|tilde)|nbsp);(?=\w)")
_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|([A-Za-z][A-Za-z0-9]{1,31});?)")


@functools.cache
def controls() -> dict[str, str]:
    """What each C1 control that is a Windows-1252 byte stands for."""
    shown = {chr(code): decode_byte(code, WINDOWS) for code in range(0x80, 0xA0)}
    return {control: meant for control, meant in shown.items() if meant != control}


def _named(name: str, following: str) -> str | None:
    """The name with which an entity without semicolon begins, if that is safe."""
    if name.rstrip("0123456789") in _SIGN_NAMES or name in _SIGN_NAMES:
        short = name if name in _SIGN_NAMES else name.rstrip("0123456789")
        return None if following == "=" else short
    for size in range(len(name), 1, -1):
        short = name[:size]
        if short in _LEGACY and _LETTER_NAME.match(short):
            return None if following == "=" else short
    return "amp" if name == "amp" and following == " " else None


def _closes_entities(text: str) -> bool:
    """Whether semicolons after entity names belong to them: not on a page that omits them."""
    return len(_UNCLOSED.findall(text)) <= len(_CLOSED.findall(text))


def _entity(text: str, at: int, *, closed: bool) -> Repair | None:
    match = _ENTITY.match(text, at)
    if match is None:
        return None
    end, name = match.end(), match[1]
    if name is not None and not closed and name in _LEGACY:
        end = match.end(1)
    reference = "&" + match[0].rpartition("&")[2].rpartition("amp;")[2] if name is None else f"&{name};"
    if name is not None and (not match[0].endswith(";") or f"{name};" not in html5):
        short = _named(name, text[match.end(1) : match.end(1) + 1])
        if short is None:
            return None
        end, reference = match.start(1) + len(short), f"&{short};"
    meant = html.unescape(reference)
    if len(meant) != 1 or not (meant.isprintable() or meant == "\u00a0") or meant == "\ufffd":
        return None
    return Repair(at, end, text[at:end], meant, "entity", CERTAINTY["entity"])


def _controls(text: str) -> Iterator[Repair]:
    """The repairs of C1 controls, but not in a piece that may be UTF-8 read with another charset."""
    for piece in PIECE.finditer(plainly_spaced(text)):
        found = [(at, shown) for at, shown in enumerate(piece[0], piece.start()) if shown in controls()]
        if found and not may_be_utf8(piece[0]):
            yield from (Repair(at, at + 1, shown, controls()[shown], "c1", CERTAINTY["c1"]) for at, shown in found)


def _entities(text: str) -> Iterator[Repair]:
    closed, end = _closes_entities(text), 0
    for match in _BEGIN.finditer(text):
        found = _entity(text, match.start(), closed=closed) if match.start() >= end else None
        if found:
            end = found.end
            yield found


def repair_sequences(text: str) -> tuple[Repair, ...]:
    """The repairs of C1 controls and of entities left in text.

    Source: the Encoding Standard (windows-1252 for C1), the HTML standard (named character references).
    """
    found = TRACE.findall(text)
    changes = list(_entities(text)) if "&" in found else []
    if len(found) > found.count("&"):
        changes += _controls(text)
    return tuple(sorted(changes))
