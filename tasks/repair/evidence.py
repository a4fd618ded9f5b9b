"""Which wrong charset a page was read with, if any: the sum of what each would gain decides."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.repair.charsets import SUSPICIOUS, Pair, pairs
from tasks.repair.chunks import chunks
from tasks.repair.folding import FOLDED, FOREIGN_LETTERS, fold
from tasks.repair.judge import Judge, SpentError

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
FEW, CLOSE = 3, 10
"""So few chunks leave a page open when another pair comes so close and reads them differently."""
CLEAR = 3000
"""Evidence that needs no more."""
REPEATS = 3
"""Repetitions of one chunk that count."""
MOST_CHUNKS = 500
"""Different chunks looked at to find the charset; of more, evenly spread ones."""
BATCH = 12
"""Chunks after which the pairs are dropped that have less than half of the best one's evidence."""


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


def _evidence(judge: Judge, language: str | None, chunk: str, pair: Pair) -> int:
    """Return what one chunk says for a pair.

    A chunk that stays foreign in part says nothing, and a letter that stands alone says little.
    """
    gained, reading = judge.gain(language, chunk, pair)
    if gained <= DOUBT or not _tells(chunk, reading) or not FOREIGN_LETTERS.isdisjoint(fold(reading)):
        return 0
    return (gained - DOUBT) // (ALONE if len(chunk) == 1 else 1)


class Suspects(NamedTuple):
    """The suspicious chunks of a text.

    Attributes:
        sample: Different ones, in order, each with how often it stands there; evenly spread when many.
        number: How many there are, repetitions included.
    """

    sample: Sequence[tuple[str, int]]
    number: int


def find_suspects(text: str) -> Suspects:
    """Return the suspicious chunks of a text."""
    found = Counter([text[start:end] for start, end in chunks(text, SUSPICIOUS)])
    step = max(1, -(-len(found) // MOST_CHUNKS))
    return Suspects(list(found.items())[::step], found.total())


def _said(judge: Judge, language: str | None, suspect: tuple[str, int], asked: Iterable[Pair]) -> list[int]:
    """Return what one chunk says for each pair asked for."""
    chunk, times = suspect
    foreign = {character for character in chunk if FOLDED[character] in FOREIGN_LETTERS}
    known: dict[str, int] = {}
    said = []
    for pair in asked:
        options = chunk
        if not pair.letters.isdisjoint(chunk) and foreign <= pair.explained:
            options = chunk.translate(pair.table)
        if options not in known:
            evidence = _evidence(judge, language, chunk, pair) if options != chunk else 0
            known[options] = evidence * min(times, REPEATS)
        said.append(known[options])
    return said


def _gather(
    judge: Judge, language: str | None, sample: Sequence[tuple[str, int]]
) -> tuple[dict[Pair, int], int]:
    """Return the evidence for each pair that is still in the running when enough was seen, and what was seen.

    What was seen is a number of chunks; all of them when that was enough.
    """
    evidence = {pair: -pair.doubt for pair in pairs()}
    for seen, suspect in enumerate(sample, start=1):
        try:
            said = _said(judge, language, suspect, evidence)
        except SpentError:
            return evidence, seen - 1
        evidence = {pair: found + more for (pair, found), more in zip(evidence.items(), said, strict=True)}
        if seen % BATCH and seen < len(sample):
            continue
        best = max(evidence.values())
        if best >= CLEAR:
            break
        if best >= ENOUGH:
            evidence = {pair: found for pair, found in evidence.items() if found * 2 >= best}
    return evidence, len(sample)


def _best(judge: Judge, language: str | None, sample: Sequence[tuple[str, int]], close: list[Pair]) -> Pair:
    """Return the pair that gains most on all chunks, those included that are no evidence."""
    gains = dict.fromkeys(close, 0)
    for chunk, _ in sample if close[1:] else ():
        try:
            found = [judge.gain(language, chunk, pair)[0] for pair in close]
        except SpentError:
            break
        gains = {pair: gain + more for (pair, gain), more in zip(gains.items(), found, strict=True)}
    return max(close, key=lambda pair: (gains[pair], -pair.rank))


def _disputed(
    judge: Judge, language: str | None, sample: Sequence[tuple[str, int]], rivals: list[Pair]
) -> bool:
    """Say whether pairs that do equally well read the same chunks differently, or may do so unread."""
    try:
        return any(len({judge.gain(language, chunk, pair)[1] for pair in rivals}) > 1 for chunk, _ in sample)
    except SpentError:
        return True


def wrong_charset(judge: Judge, suspects: Suspects, language: str | None) -> tuple[Pair | None, int]:
    """Return the pair that explains a text best, and how many of its suspicious chunks were not looked at.

    There is no pair when none does well enough. Of pairs that say the same the first in the order is
    returned; when a few chunks are all there is to go by and pairs of about the same evidence read them
    differently, none is.
    """
    sample = suspects.sample
    judge.cut(suspects.number)
    judge.kept = judge.left // 4  # for the repairs, when there is a pair
    evidence, seen = _gather(judge, language, sample)
    highest = max(evidence.values())
    if highest < ENOUGH:
        looked_at = suspects.number if seen == len(sample) else sum(times for _, times in sample[:seen])
        return None, suspects.number - looked_at
    # Of pairs whose words say the same, single letters and signs may tell which it is.
    close = [pair for pair, found in evidence.items() if found >= highest - CLOSE]
    best = _best(judge, language, sample, close)
    judge.kept = 0
    rivals = [pair for pair, found in evidence.items() if found >= evidence[best] - CLOSE and found > 0]
    return None if len(sample) <= FEW and _disputed(judge, language, sample, rivals) else best, 0
