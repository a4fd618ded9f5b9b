"""Which wrong charset a page was read with, if any: the sum of what each would gain decides."""

import re
from collections import Counter
from operator import ne

from tasks.repair.charsets import SUSPICIOUS, Pair, pairs
from tasks.repair.chunks import chunks
from tasks.repair.costs import FOREIGN
from tasks.repair.folding import EASTERN, OTHER_SCRIPT, STRANGE, WESTERN, fold
from tasks.repair.model import LANGUAGES
from tasks.repair.scoring import UNKNOWN, USUAL, Page, read_chunk

DOUBT = 30
"""Gain of one chunk, in units of `COST_UNIT`, that is no evidence yet: foreign names reach it."""
ENOUGH = 15
"""Evidence that a page must hold, beyond the doubt about each chunk."""
ALONE = 2
"""Letters that stand alone which say as much as one word."""
ONE_LETTER_WORD = "à"
PUNCTUATION = ".,:;?!()\"'"
_TELLING = re.compile(r"[^\w ]?[^\W\d_]{3,}[^\w ]?|[^\w ][^\W\d_]{2}|[^\W\d_]{2}[^\w ]|\d[^\w.,:;/+-]\d")
"""Words of three letters or more, signs at words, and signs between figures."""
FOREIGN_LETTERS = FOREIGN | {EASTERN, WESTERN, OTHER_SCRIPT}
ODD_CAPITALS = frozenset("ÁÂÄÍÎÏÌÔÓÒÖÚÛÙÜËÈ")
FEW, CLOSE = 3, 10
"""So few chunks leave a page open when another pair comes so close and reads them differently."""
CLEAR = 3000
"""Evidence that needs no more."""
REPEATS = 3
"""Repetitions of one chunk that count."""
OTHER_LANGUAGE = 50
"""Cost of a chunk that is not in the language of the page."""
CERTAIN = 120
"""Gain in the language of the page that makes a look at the other needless."""
HIGHEST = 1_000_000
"""More than any chunk costs."""
MOST_CHUNKS = 500
"""Different chunks looked at to find the charset; of more, evenly spread ones."""
MOST_DOUBTFUL = 10
"""Doubtful letters in one chunk; more are no word, whatever they were."""
BATCH = 12
"""Chunks after which the pairs are dropped that have less than half of the best one's evidence."""


def _evenly(chunk: str, text: str, options: str) -> str:
    """Return a reading in which a word that is wrong in one place is right in all.

    A letter that is wrong once is wrong everywhere in the chunk, and so is any other that the language hardly
    has.
    """
    if chunk == text:
        return text
    changed = {stands for stands, now in zip(chunk, text, strict=True) if stands != now and stands.isalpha()}
    return "".join(
        meant if stands in changed or (changed and _odd(stands) and fold(meant) in USUAL) else now
        for stands, now, meant in zip(chunk, text, options, strict=True)
    )


def _odd(character: str) -> bool:
    return character.isalpha() and (fold(character) in STRANGE or character in ODD_CAPITALS)


def gain(language: str | None, chunk: str, pair: Pair, page: Page = UNKNOWN) -> tuple[int, str]:
    """Return by how much the best reading of a chunk under a pair is likelier, and that reading.

    The gain is in units of `COST_UNIT`, and 0 when nothing would change.
    """
    options = chunk.translate(pair.table)
    doubtful = sum(map(ne, chunk, options))
    if not 0 < doubtful <= MOST_DOUBTFUL:
        return 0, chunk
    stands, best, text = HIGHEST, HIGHEST, chunk
    for name in sorted(LANGUAGES, key=lambda name: name != language):
        extra = OTHER_LANGUAGE if language not in (None, name) else 0
        stands = min(stands, read_chunk(name, chunk, chunk, page)[0] + extra)
        cost, reading = read_chunk(name, chunk, options, page)
        if cost + extra < best:
            best, text = cost + extra, reading
        if language and stands - best >= CERTAIN:
            break
    return stands - best, _evenly(chunk, text, options)


def _tells(chunk: str, reading: str) -> bool:
    """Say whether a change of a chunk says something about its page.

    A letter alone (an initial, a unit), a letter beside figures (m³, 1º) and a sign of its own are right as
    often as wrong, but for the French word that is one letter.
    """
    if reading.strip(PUNCTUATION) == ONE_LETTER_WORD:
        return True
    changed = [at for at, (one, other) in enumerate(zip(chunk, reading, strict=True)) if one != other]
    places = [found.span() for found in _TELLING.finditer(reading)]
    return any(start <= at < end for at in changed for start, end in places)


def _evidence(language: str | None, chunk: str, pair: Pair) -> int:
    """Return what one chunk says for a pair.

    A chunk that stays foreign in part says nothing, and a letter that stands alone says little.
    """
    gained, reading = gain(language, chunk, pair)
    if gained <= DOUBT or not _tells(chunk, reading) or not FOREIGN_LETTERS.isdisjoint(fold(reading)):
        return 0
    return (gained - DOUBT) // (ALONE if len(chunk) == 1 else 1)


def _suspects(text: str) -> list[tuple[str, int]]:
    found = Counter(text[start:end] for start, end in chunks(text, SUSPICIOUS))
    step = max(1, -(-len(found) // MOST_CHUNKS))
    return list(found.items())[::step]


def _gather(language: str | None, suspects: list[tuple[str, int]]) -> dict[Pair, int]:
    """Return the evidence for each pair that is still in the running when enough was seen."""
    evidence = {pair: -pair.doubt for pair in pairs()}
    for first in range(0, len(suspects), BATCH):
        for pair in evidence:
            for chunk, times in suspects[first : first + BATCH]:
                evidence[pair] += _evidence(language, chunk, pair) * min(times, REPEATS)
        best = max(evidence.values())
        if best >= CLEAR:
            break
        if best >= ENOUGH:
            evidence = {pair: found for pair, found in evidence.items() if found * 2 >= best}
    return evidence


def _explained(language: str | None, suspects: list[tuple[str, int]], pair: Pair) -> int:
    """Return what a pair gains on all chunks, those included that are no evidence."""
    return sum(gain(language, chunk, pair)[0] for chunk, _ in suspects)


def _disputed(language: str | None, suspects: list[tuple[str, int]], rivals: list[Pair]) -> bool:
    """Say whether pairs that do equally well read the same chunks differently."""
    return any(len({gain(language, chunk, pair)[1] for pair in rivals}) > 1 for chunk, _ in suspects)


def wrong_charset(text: str, language: str | None) -> Pair | None:
    """Return the pair that explains a text best, or None when nothing does well enough.

    Of pairs that say the same the first in the order is returned; when a few chunks are all there is to go by
    and pairs of about the same evidence read them differently, none is.
    """
    suspects = _suspects(text)
    evidence = _gather(language, suspects)
    highest = max(evidence.values())
    if highest < ENOUGH:
        return None
    # Of pairs whose words say the same, single letters and signs may tell which it is.
    close = [pair for pair, found in evidence.items() if found >= highest - CLOSE]
    best = max(close, key=lambda pair: (_explained(language, suspects, pair) if close[1:] else 0, -pair.rank))
    rivals = [pair for pair, found in evidence.items() if found >= evidence[best] - CLOSE and found > 0]
    return None if len(suspects) <= FEW and _disputed(language, suspects, rivals) else best
