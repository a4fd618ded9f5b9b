"""Damage that needs no guess: C1 controls, and entities left in text."""

import functools
import html
import re
from collections.abc import Collection, Iterable, Iterator
from html.entities import html5

from tasks.repair.charsets import WINDOWS, decode_byte
from tasks.repair.chunks import pieces
from tasks.repair.edits import Repair
from tasks.repair.layers.readings import may_be_utf8
from tasks.repair.layers.strangeness import RARE_LETTER, strangeness
from tasks.repair.layers.utf8 import by_rule, decoded
from tasks.repair.statistics.word_lists import ELISIONS

CERTAINTY = {"c1": 0.99, "entity": 0.98}

CONTROLS = frozenset(map(chr, range(0x80, 0xA0)))
MAC = "mac_roman"
LEAST_GAIN, MOST_STRANGE = 2.5, 4.0
"""Nats that C1 controls gain as bytes of Mac Roman, at least, and how strange a piece is then, at most."""
ODD_APOSTROPHE = 5.0
ELIDING = ELISIONS | frozenset("dell all nell sull dall un quest quell sant bell mezz anch".split())
"""What precedes an apostrophe in French and Italian; a letter or two may in any language."""
BEHIND = frozenset("s t d m n er en ers tje tjes ll re ve".split())
"""What follows one in Dutch and English."""
_APOSTROPHE = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,40})’([^\W\d_]{1,40})")
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
def _table(charset: str) -> dict[int, str]:
    """What the C1 controls of a charset's bytes stand for, for `str.translate`."""
    meant = {code: decode_byte(code, charset) for code in range(0x80, 0xA0)}
    return {code: character for code, character in meant.items() if character not in CONTROLS}


_UNDEFINED = dict.fromkeys({ord(control) for control in CONTROLS} - _table(WINDOWS).keys())
"""Removes the controls that are no Windows-1252 bytes: they say nothing about the others."""


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


def _odd_apostrophes(piece: str) -> int:
    """How many apostrophes stand where no language has them."""
    return sum(
        before.lower() not in ELIDING and after.lower() not in BEHIND
        for before, after in _APOSTROPHE.findall(piece)
    )


def _cost(pieces: Iterable[str], charset: str) -> float:
    """How strange pieces are when the C1 controls in them are read as bytes of a charset, in nats."""
    read = [piece.translate(_UNDEFINED).translate(_table(charset)).replace("‘", "’") for piece in pieces]
    return sum(strangeness(piece) + ODD_APOSTROPHE * _odd_apostrophes(piece) for piece in read)


def _are_of_mac(pieces: Collection[str]) -> bool:
    """Whether C1 controls are letters of Mac Roman rather than signs of Windows-1252."""
    cost = _cost(pieces, MAC)
    return cost <= MOST_STRANGE * len(pieces) and cost + LEAST_GAIN < _cost(pieces, WINDOWS)


def _has_sequence(piece: str) -> bool:
    """Whether C1 controls of a piece are part of UTF-8, though nothing was gained by decoding it.

    É before an ellipsis looks like a letter that hardly any text has.
    """
    made = decoded(piece, by_rule()["utf8_as_latin1"])
    return (
        made is not None
        and not CONTROLS & set(piece) <= set(made.text)
        and strangeness(made.text) < RARE_LETTER
    )


def _controls(text: str) -> Iterator[Repair]:
    """The repairs of C1 controls, but not in a piece that may be UTF-8 read with another charset."""
    found = [piece for piece in pieces(text) if not CONTROLS.isdisjoint(piece[0])]
    different = {piece[0] for piece in found if not (may_be_utf8(piece[0]) or _has_sequence(piece[0]))}
    table = _table(MAC if _are_of_mac(different) else WINDOWS)
    for piece in found:
        if piece[0] in different:
            for at, shown in enumerate(piece[0], piece.start()):
                if ord(shown) in table:
                    yield Repair(at, at + 1, shown, table[ord(shown)], "c1", CERTAINTY["c1"])


def _entities(text: str) -> Iterator[Repair]:
    # Semicolons after names of entities belong to them, except on a page that omits them.
    closed, end = len(_UNCLOSED.findall(text)) <= len(_CLOSED.findall(text)), 0
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
