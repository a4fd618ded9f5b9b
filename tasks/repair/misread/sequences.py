"""Damage that needs no guess: C1 controls, and entities left in text."""

import html
import re
from collections.abc import Iterator
from html.entities import html5

from tasks.repair.charsets import UPPER, WINDOWS, decode_byte
from tasks.repair.chunks import pieces
from tasks.repair.edits import MOST_CERTAIN, Repair, apply
from tasks.repair.layers.readings import may_be_utf8
from tasks.repair.layers.strangeness import RARE_LETTER, strangeness
from tasks.repair.layers.utf8 import decode

_CODES = range(UPPER.start, 0xA0)
CONTROLS = frozenset(map(chr, _CODES))
_SIGN_NAMES = (
    "deg|sect|sup2|sup3|frac12|middot|plusmn|micro|raquo|laquo|ordm|para|reg|copy|[mn]dash|hellip|euro|bull"
)
"""Names that may lack their semicolon when only figures follow."""
_LETTERS = r"[A-Za-z]{1,5}(?:acute|grave|circ|uml|cedil|tilde)|nbsp"
_LETTER_NAMES = "|".join(
    sorted(name for name in html5 if re.fullmatch(rf"{_LETTERS}|[A-Za-z]+(?:ring|slash|lig)|[lr]aquo", name))
)
"""Names that may lack it before anything."""

_BEGIN = re.compile(r"&(?=#|[A-Za-z]{2})")
_CONTROL = re.compile(r"[\x80-\x9f]")
TRACE = re.compile(rf"{_CONTROL.pattern}|{_BEGIN.pattern}")
"""Found in all such damage."""
_UNCLOSED, _CLOSED = re.compile(rf"&(?:{_LETTERS})(?!;)"), re.compile(rf"&(?:{_LETTERS});(?=\w)")
_WITH_SEMICOLON = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
_WITHOUT = re.compile(
    rf"&(?:amp;)*((?:{_LETTER_NAMES}|[lr][sd]quo"
    rf"|(?:{_SIGN_NAMES})(?=\d*(?![A-Za-z\d])))(?![A-Za-z\d]*=)|amp(?= ))"
)


_TABLE = {code: decode_byte(code, WINDOWS) for code in _CODES if decode_byte(code, WINDOWS) not in CONTROLS}
"""What the C1 controls of the bytes of Windows-1252 stand for."""


def _has_sequence(piece: str) -> bool:
    """Whether C1 controls of a piece are part of UTF-8, though nothing was gained by decoding it.

    É before an ellipsis looks like a letter that hardly any text has.
    """
    made = apply(piece, decode(piece, piece))
    return not CONTROLS & set(piece) <= set(made) and strangeness(made) < RARE_LETTER


def _controls(text: str) -> Iterator[Repair]:
    """The repairs of C1 controls, but not in a piece that may be UTF-8 read with another charset."""
    found = [one for one in pieces(text) if not CONTROLS.isdisjoint(one[1])]
    different = {piece for _, piece in found if not (may_be_utf8(piece) or _has_sequence(piece))}
    for start, piece in found:
        for at, shown in enumerate(piece if piece in different else "", start):
            if ord(shown) in _TABLE:
                yield Repair(at, at + 1, shown, _TABLE[ord(shown)], "c1", MOST_CERTAIN)


def _entities(text: str) -> Iterator[Repair]:
    # Semicolons after names of entities belong to them, except on a page that omits them; that of &amp; does.
    closed, end = len(_UNCLOSED.findall(text)) <= len(_CLOSED.findall(text)), 0
    for begin in _BEGIN.finditer(text):
        at = begin.start()
        match = _WITH_SEMICOLON.match(text, at)
        if match is None or not (match[1][0] == "#" or f"{match[1]};" in html5):
            match = _WITHOUT.match(text, at)
        meant = html.unescape(f"&{match[1]};") if match and at >= end else ""
        if match and len(meant) == 1 and (meant.isprintable() or meant == "\u00a0") and meant != "\ufffd":
            omits = not closed and match[1] in html5 and "amp" not in match[0]
            end = match.end() - (match[0][-1] == ";" and omits)
            yield Repair(at, end, text[at:end], meant, "entity", MOST_CERTAIN)


def repair_sequences(text: str) -> tuple[Repair, ...]:
    """The repairs of C1 controls and of entities left in text.

    Source: the Encoding Standard (windows-1252 for C1), the HTML standard (named character references).
    """
    changes = list(_entities(text)) if "&" in text else []
    if _CONTROL.search(text):
        changes += _controls(text)
    return tuple(sorted(changes))
