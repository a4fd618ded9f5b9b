"""Cut out of a text the pieces that need a look: what stands between spaces around a suspicious character."""

import re
from collections.abc import Iterator

SPACES = " \t\r\n\f\v"
REACH = 40
"""Most characters looked at on either side, so that a page without spaces costs no more than another."""


def _plainly_spaced(text: str) -> str:
    for space in SPACES[1:]:
        text = text.replace(space, SPACES[0])
    return text


def chunks(text: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each chunk that holds a match of `wanted`, in order, without overlap.

    No match of `wanted` may begin with a space.
    """
    match = wanted.search(text)
    spaced = _plainly_spaced(text) if match else text
    end = 0
    while match:
        at = match.start()
        lowest = max(end, at - REACH)
        start = max(lowest, spaced.rfind(SPACES[0], lowest, at) + 1)
        end = spaced.find(SPACES[0], at, at + REACH)
        if end < 0:
            end = min(len(text), at + REACH)
        yield start, end
        match = wanted.search(text, end)
