"""The pieces of a text between spaces that may need a look: those with more than ASCII."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tasks.repair.statistics.folding import BEYOND_ASCII

SPACES = " \t\r\n\f\v"
REACH = 40
"""Most characters considered on either side, so that a page without spaces costs no more than another."""


def plainly_spaced(text: str) -> str:
    """The text, of the same length, with every kind of space as a plain one."""
    for space in SPACES[1:]:
        text = text.replace(space, SPACES[0])
    return text


@lru_cache(maxsize=1)
def pieces(text: str, sign: str = "") -> list[tuple[int, str]]:
    """Start and content of what stands between spaces, with more than ASCII, or a sign of it, in it."""
    found, spaced = [], plainly_spaced(text)
    for rest in re.finditer(rf"[{sign}\x80-\U0010ffff][^ ]*", spaced):
        start = spaced.rfind(SPACES[0], 0, rest.start()) + 1
        found.append((start, spaced[start : rest.end()]))
    return found


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """The same; of long pieces the parts around their characters beyond ASCII."""
    for at, piece in pieces(text):
        end = len(piece) if len(piece) <= 2 * REACH else 0
        if end:
            yield at, piece
        while match := BEYOND_ASCII.search(piece, end):
            start, end = max(end, match.start() - REACH), match.start() + REACH
            yield at + start, piece[start:end]
