"""Split a text at spaces into the pieces that may need a look: those with more than ASCII."""

import re
from collections.abc import Iterator

from tasks.repair.statistics.folding import BEYOND_ASCII

SPACES = " \t\r\n\f\v"
_PIECE = re.compile(rf"[^{SPACES}]+")
REACH = 40
"""Most characters considered on either side, so that a page without spaces costs no more than another."""


def pieces(text: str) -> Iterator[re.Match[str]]:
    """What stands between spaces, with more than ASCII in it."""
    return (match for match in _PIECE.finditer(text) if not match[0].isascii())


def plainly_spaced(text: str) -> str:
    """The text, of the same length, with every kind of space as a plain one."""
    for space in SPACES[1:]:
        text = text.replace(space, SPACES[0])
    return text


def _around(piece: str) -> Iterator[tuple[int, str]]:
    """The parts of a long piece around its characters beyond ASCII."""
    match, end = BEYOND_ASCII.search(piece), 0
    while match:
        start, end = max(end, match.start() - REACH), min(len(piece), match.start() + REACH)
        yield start, piece[start:end]
        match = BEYOND_ASCII.search(piece, end)


def chunks(text: str) -> list[tuple[int, str]]:
    """Start and content of each chunk, in order, without overlap."""
    found: list[tuple[int, str]] = []
    at = 0
    for piece in plainly_spaced(text).split(SPACES[0]):
        if not piece.isascii():
            if len(piece) <= 2 * REACH:
                found.append((at, piece))
            else:
                found += [(at + start, part) for start, part in _around(piece)]
        at += len(piece) + 1
    return found
