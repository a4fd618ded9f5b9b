"""What chunks gain by a change, within a budget that follows from the length of the text."""

from operator import ne

from tasks.repair.charsets import Pair
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.scoring import BEAM, read_chunk

FIXED, ONE_IN = 100_000, 3
"""Letters that may be read for any text, plus one per this many characters.

A damaged page of 60,000 characters, more than any has, takes less than half of that in French or in both
languages, and less than a tenth in Dutch.
"""
MOST_DOUBTFUL = 10
"""Doubtful letters in one chunk; with more it was never a word."""


def letters_read(chunk: str, options: str) -> int:
    """Most letters that reading a chunk in one language takes."""
    doubtful: int = sum(map(ne, chunk, options))
    return (len(chunk) + 1) * min(BEAM, 1 << doubtful) + BEAM * doubtful


class Scorer:
    """Reads the chunks of one text within a budget of letters; beyond it nothing gains.

    Repeated requests of the same text are free; chunks of other texts make no difference, so that a text
    always gets the same result. `left` letters may still be read, `kept` of these are reserved for later;
    `refused` are the chunks that were not read.
    """

    def __init__(self, text: str) -> None:
        self.left = FIXED + len(text) // ONE_IN
        self.kept = 0
        self.refused: set[str] = set()
        self._known: dict[tuple[str | None, str, str, bool], tuple[int, str]] = {}

    def gain(self, language: str | None, chunk: str, pair: Pair, *, damaged: bool = False) -> tuple[int, str]:
        """Gain in units of `COST_UNIT` of the best reading of a chunk under a pair, and that reading.

        The gain is 0 when nothing would change. `damaged` means a page with known damage.
        """
        options = pair.read(chunk)
        key = language, chunk, options, damaged
        if key not in self._known:
            if not 0 < sum(map(ne, chunk, options)) <= MOST_DOUBTFUL:
                return 0, chunk
            if self.left <= self.kept:
                self.refused.add(chunk)
                return 0, chunk
            self._known[key] = self._weigh(language, chunk, options, damaged=damaged)
        return self._known[key]

    def _weigh(self, language: str | None, chunk: str, options: str, *, damaged: bool) -> tuple[int, str]:
        names = [language] if language else LANGUAGES
        self.left -= len(names) * (letters_read(chunk, options) + len(chunk) + 1)
        stands = min(read_chunk(name, chunk, chunk, damaged=damaged)[0] for name in names)
        cost, reading = min(read_chunk(name, chunk, options, damaged=damaged) for name in names)
        return stands - cost, reading
