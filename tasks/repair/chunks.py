"""Cut out of a text the pieces that need a look: what stands between spaces around a suspicious character."""

import re
from collections.abc import Iterator

SPACES = " \t\r\n\f\v"
REACH = 40
"""Most characters looked at on either side, so that a page without spaces costs no more than another."""
_FORWARD = re.compile(rf"[^{SPACES}]{{1,{REACH}}}")


def _chunk_start(text: str, at: int, lowest: int) -> int:
    lowest = max(lowest, at - REACH)
    while at > lowest and text[at - 1] not in SPACES:
        at -= 1
    return at


def chunks(text: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each chunk that holds a match of `wanted`, in order, without overlap."""
    end = 0
    match = wanted.search(text)
    while match is not None:
        found = _FORWARD.match(text, match.start())
        start = _chunk_start(text, match.start(), end)
        end = found.end() if found else match.start() + 1
        if found:
            yield start, end
        match = wanted.search(text, end)
