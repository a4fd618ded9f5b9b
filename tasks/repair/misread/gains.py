"""What chunks gain by a change, within a budget that follows from the length of the text."""

from operator import ne

from tasks.repair.charsets import Pair
from tasks.repair.statistics.folding import NO_BREAK_SPACE, STRANGE, fold
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.scoring import BEAM, UNKNOWN, USUAL, Page, read_chunk

FIXED, ONE_IN = 100_000, 3
"""Letters that may be read for any text, plus one per this many characters.

A damaged page of 60,000 characters, more than any has, takes less than half of that in French or in both
languages, and less than a tenth in Dutch.
"""
GIBBERISH, GIBBERISH_FACTOR = 30, 4
"""Average cost of a letter at which a chunk is no word under a pair either, and how much its letters count.

Hardly any chunk is so dear under the right pair; a text of nothing else must stay cheap.
"""
OTHER_LANGUAGE = 50
"""Cost of a chunk that is not in the page's language."""
CERTAIN = 120
"""Gain in the page's language that makes a look at the other unnecessary."""
_ORDERS = {language: (language, *(name for name in LANGUAGES if name != language)) for language in LANGUAGES}
"""The page's language first."""
HIGHEST = 1_000_000
"""More than any chunk costs."""
MOST_DOUBTFUL = 10
"""Doubtful letters in one chunk; with more it was never a word."""
ODD_CAPITALS = frozenset("ÁÂÄÍÎÏÌÔÓÒÖÚÛÙÜËÈ")


def _odd(character: str) -> bool:
    return character.isalpha() and (fold(character) in STRANGE or character in ODD_CAPITALS)


def _evenly(chunk: str, text: str, options: str) -> str:
    """A reading in which a character that is wrong in one place of the chunk is wrong in all.

    The same goes for any other character that the language hardly has.
    """
    if text in (chunk, options):
        return text
    changed = {stands for stands, now in zip(chunk, text, strict=True) if stands != now and stands.isalpha()}
    return "".join(
        meant if stands in changed or (changed and _odd(stands) and fold(meant) in USUAL) or space else now
        for stands, now, meant, space in zip(chunk, text, options, _spaces(text, options), strict=True)
    )


def _spaces(text: str, options: str) -> list[bool]:
    """For each place, whether it is the no-break space that French has before a closing mark."""
    return [
        meant == NO_BREAK_SPACE and after == "»" for meant, after in zip(options, text[1:] + " ", strict=True)
    ]


def _doubtful(chunk: str, options: str) -> list[int]:
    return [at for at, differs in enumerate(map(ne, chunk, options)) if differs]


def _letters(chunk: str, options: str) -> int:
    """Most letters that reading a chunk in one language takes."""
    doubtful = _doubtful(chunk, options)
    if not doubtful:
        return len(chunk) + 1
    width = min(BEAM, 1 << len(doubtful))
    twice = len(doubtful) * BEAM if width == BEAM else 0
    return doubtful[0] + (len(chunk) - doubtful[0] + 1) * width + twice


class SpentError(Exception):
    """The text's budget of letters is spent."""


class Scorer:
    """Scores the readings of one text's chunks within a budget of letters.

    Repeated requests of the same text are free; chunks of other texts make no difference, so that a text
    always gets the same result. `left` letters may still be read, `kept` of these are reserved for later, and
    `refused` is set when the budget was exceeded.
    """

    def __init__(self, text: str) -> None:
        self.left = FIXED + len(text) // ONE_IN
        self.kept = 0
        self.refused = False
        self._plain: dict[tuple[str, str, bool], int] = {}
        self._gains: dict[tuple[str | None, str, str, Page], tuple[int, str]] = {}

    def cut(self, number: int) -> None:
        """Charge one letter for each chunk cut out of the text."""
        self.left -= number

    def gain(self, language: str | None, chunk: str, pair: Pair, page: Page = UNKNOWN) -> tuple[int, str]:
        """Gain in units of `COST_UNIT` of the best reading of a chunk under a pair, and that reading.

        The gain is 0 when nothing would change. Raises SpentError when no more letters may be read.
        """
        options = pair.read(chunk)
        key = (language, chunk, options, page)
        known = self._gains.get(key)
        if known is None:
            if not 0 < len(_doubtful(chunk, options)) <= MOST_DOUBTFUL:
                return 0, chunk
            known = self._gains[key] = self._weigh(language, chunk, options, page)
        return known

    def _pay(self, letters: int) -> None:
        if self.left <= self.kept:
            self.refused = True
            raise SpentError
        self.left -= letters

    def _stands(self, language: str, chunk: str, page: Page) -> int:
        key = (language, chunk, page.damaged)
        cost = self._plain.get(key)
        if cost is None:
            self._pay(len(chunk) + 1)
            cost = self._plain[key] = read_chunk(language, chunk, chunk, Page(damaged=page.damaged))[0]
        return cost

    def _weigh(self, language: str | None, chunk: str, options: str, page: Page) -> tuple[int, str]:
        stands, best, text, left = HIGHEST, HIGHEST, chunk, self.left
        letters = _letters(chunk, options)
        for name in _ORDERS.get(language or "", LANGUAGES):
            extra = OTHER_LANGUAGE if language not in (None, name) else 0
            stands = min(stands, self._stands(name, chunk, page) + extra)
            self._pay(letters)
            cost, reading = read_chunk(name, chunk, options, page)
            if cost + extra < best:
                best, text = cost + extra, reading
            if language and stands - best >= CERTAIN:
                break
        if best > GIBBERISH * len(chunk):
            self.left -= (left - self.left) * (GIBBERISH_FACTOR - 1)
        return stands - best, _evenly(chunk, text, options)
