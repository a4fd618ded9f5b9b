"""Which wrong charset a page was read with, if any: the sum of what each would gain decides."""

from collections import Counter

from tasks.repair.charsets import SUSPICIOUS, Pair, pairs
from tasks.repair.chunks import chunks
from tasks.repair.model import LANGUAGES
from tasks.repair.scoring import read_chunk

DOUBT = 40
"""Gain of one chunk, in units of `COST_UNIT`, that is no evidence yet: foreign names reach it."""
ENOUGH = 35
"""Evidence that a page must hold, beyond the doubt about each chunk."""
CLEAR = 3000
"""Evidence that needs no more."""
REPEATS = 3
"""Repetitions of one chunk that count."""
OTHER_LANGUAGE = 50
"""Cost of a chunk that is not in the language of the page."""
MOST_CHUNKS = 2000
"""Different chunks looked at to find the charset; of more, evenly spread ones."""
BATCH = 12
"""Chunks after which the pairs are dropped that have less than half of the best one's evidence."""


def _read(language: str | None, chunk: str, options: str, *, expected: bool) -> tuple[int, str]:
    readings = []
    for name in LANGUAGES:
        cost, text = read_chunk(name, chunk, options, expected=expected)
        readings.append((cost + (OTHER_LANGUAGE if language not in (None, name) else 0), text))
    return min(readings)


def gain(language: str | None, chunk: str, pair: Pair, *, expected: bool = False) -> tuple[int, str]:
    """Return by how much the best reading of a chunk under a pair is likelier, in cost units, and the reading."""
    options = chunk.translate(pair.table)
    if options == chunk:
        return 0, chunk
    cost, text = _read(language, chunk, options, expected=expected)
    return _read(language, chunk, chunk, expected=False)[0] - cost, text


def _suspects(text: str) -> list[tuple[str, int]]:
    found = Counter(text[start:end] for start, end in chunks(text, SUSPICIOUS))
    step = max(1, -(-len(found) // MOST_CHUNKS))
    return list(found.items())[::step]


def wrong_charset(text: str, language: str | None) -> Pair | None:
    """Return the pair that explains a text best, or None when nothing does well enough."""
    evidence = {pair: -pair.doubt for pair in pairs()}
    suspects = _suspects(text)
    for first in range(0, len(suspects), BATCH):
        batch = suspects[first : first + BATCH]
        for pair in evidence:
            for chunk, times in batch:
                more = gain(language, chunk, pair)[0] - DOUBT
                evidence[pair] += max(0, more) * min(times, REPEATS)
        best = max(evidence.values())
        if best >= CLEAR:
            break
        if best >= ENOUGH:
            evidence = {pair: found for pair, found in evidence.items() if found * 2 >= best}
    best_pair = max(evidence, key=lambda pair: (evidence[pair], -pair.rank))
    return best_pair if evidence[best_pair] >= ENOUGH else None
