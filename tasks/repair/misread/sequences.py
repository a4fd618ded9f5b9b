"""Damage that needs no guess: UTF-8 read as single bytes, C1 controls, and entities left in text."""

import functools
import html
import re
from collections.abc import Iterator
from html.entities import html5

from tasks.repair.edits import Repair
from tasks.repair.misread.charsets import COMMON, WINDOWS, decode_byte

CERTAINTY = {
    "utf8_as_cp1252": 0.99,
    "utf8_as_latin1": 0.99,
    "utf8_as_mac_roman": 0.98,
    "c1": 0.99,
    "entity": 0.98,
}
LOST_SPACE_CERTAINTY = 0.9

LEADS = "ÃÂ"
_READ_AS = (("utf8_as_cp1252", WINDOWS), ("utf8_as_latin1", "latin-1"), ("utf8_as_mac_roman", "mac_roman"))
_RIGHT_SIGNS = "‐‑‒–—―‘’‚“”„†‡•…‰′″‹›⁄€™≤≥≠−→\u202f\u2009\u200b\ufeff"
_CLOSING = "’”“‘»…–—"
_BEFORE_SPACE = '«»:;!?%€).,"”’]'
_LEGACY = frozenset(name for name in html5 if not name.endswith(";"))
_SIGN_NAMES = frozenset(
    "deg sect sup2 sup3 frac12 middot plusmn micro raquo laquo ordm para reg copy".split()
)
"""Names that may lack their semicolon when only figures follow."""
_LETTER_NAME = re.compile(r".+(?:acute|grave|circ|uml|cedil|tilde|ring|slash|lig)$|nbsp$|laquo$|raquo$")

TRACE = re.compile(
    r"[\x80-\x9fÃÂÄÅâ√¬≈ƒ‚œŒ&]"
    r"(?:(?<=[\x80-\x9f])|(?<=&)(?=#|[A-Za-z]{2})|(?<=[^&])(?=[^\x00-\x7f])|(?<=[ÃÂ])(?= ))"
)
"""Found in all such damage."""
_UNCLOSED = re.compile(r"&(?:[A-Za-z]{1,5}(?:acute|grave|circ|uml|cedil|tilde)|nbsp)(?!;)")
_CLOSED = re.compile(r"&(?:[A-Za-z]{1,5}(?:acute|grave|circ|uml|cedil|tilde)|nbsp);(?=\w)")
_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|([A-Za-z][A-Za-z0-9]{1,31});?)")


def _targets(charset: str) -> Iterator[str]:
    """Original characters of UTF-8; those of the charset too, for damage done twice."""
    windows = (decode_byte(code, WINDOWS) for code in range(0x80, 0x100))
    yield from (character for character in windows if character >= "\u00a0")
    yield from (chr(code) for code in range(0x80, 0xA0))
    yield from (chr(code) for code in range(0x100, 0x180))
    yield from _RIGHT_SIGNS
    displayed = (decode_byte(code, charset) for code in range(0x80, 0x100))
    yield from (character for character in displayed if character >= "\u00a0")


@functools.cache
def sequences() -> dict[str, tuple[str, str, str, float]]:
    """What each misread UTF-8 sequence and each C1 control stands for.

    The values are the end of a `Repair`: before, after, rule, certainty.
    """
    found: dict[str, tuple[str, str, str, float]] = {}
    for rule, charset in _READ_AS:
        for target in _targets(charset):
            displayed = "".join(decode_byte(code, charset) for code in target.encode())
            ambiguous = (
                displayed[-1] in _CLOSING and target not in COMMON and displayed[0] in "ÄÅ" and target != "Œ"
            )
            if not ambiguous:
                found.setdefault(displayed, (displayed, target, rule, CERTAINTY[rule]))
    for code in range(0x80, 0xA0):
        if decode_byte(code, WINDOWS) != chr(code):
            found[chr(code)] = (chr(code), decode_byte(code, WINDOWS), "c1", CERTAINTY["c1"])
    return found


def _lost_space(text: str, at: int) -> Repair | None:
    """Repair of à or a no-break space whose second byte, a no-break space, became a space or is gone."""
    before, after = text[max(0, at - 12) : at], text[at + 1 : at + 3]
    before = (before.rstrip(LEADS + " ") if before.endswith("Â ") else before)[-1:]
    if after[:1] != " " or text[at] not in LEADS:
        return None
    if text[at] == "Â":
        displayed, meant = (
            ("Â ", "\u00a0") if before.isalnum() or (before and before in _BEFORE_SPACE) else ("", "")
        )
    elif before.isupper() and text[at - 2 : at - 1].isalpha():
        return None
    else:
        gone = after[1:2].isalnum() and after[1] not in LEADS
        displayed, meant = ("Ã", "à") if gone else ("Ã ", "à")
    if not displayed:
        return None
    return Repair(at, at + len(displayed), displayed, meant, "utf8_as_cp1252", LOST_SPACE_CERTAINTY)


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


def repair_sequences(text: str) -> tuple[Repair, ...]:
    """The repairs of misread UTF-8, of C1 controls and of entities left in text.

    Source: the Encoding Standard (windows-1252 for C1), the HTML standard (named character references).
    """
    known = sequences()
    changes: list[Repair] = []
    closed: bool | None = None
    end = 0
    for match in TRACE.finditer(text):
        at = match.start()
        if at < end:
            continue
        displayed = text[at : at + 3]
        meant = known.get(displayed) or known.get(displayed[:2]) or known.get(displayed[:1])
        found: Repair | None = None
        if meant is not None:
            found = Repair(at, at + len(meant[0]), *meant)
        elif displayed[0] == "&":
            closed = _closes_entities(text) if closed is None else closed
            found = _entity(text, at, closed=closed)
        elif displayed[1:2] == " ":
            found = _lost_space(text, at)
        if found is not None:
            changes.append(found)
            end = found.end
    return tuple(changes)
