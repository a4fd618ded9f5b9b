"""Similarity of texts: runs of five words that both have, divided by those of either; their fingerprints."""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from heapq import merge
from itertools import accumulate, groupby, islice
from typing import NamedTuple
from zlib import crc32

from schemas.codes import Language
from tasks.link.same.words import folded

SHINGLE_WORDS = 5
"""Successive words that are compared as one."""

Shingles = Sequence[int]
"""The shingles of a text, each once, as checksums in ascending order."""

_COUNTERS_A_SHINGLE = 4
"""Shingles share counters; this many per shingle reveal most of those unique to one text."""
_HIGHEST_COUNT = 255
_ROUNDING = 1e-9
_DIGEST = 16


def in_order(words: Sequence[str]) -> list[int]:
    """The checksums of a text's shingles, in order: each run of five words.

    The words are folded; fewer than SHINGLE_WORDS are one shingle, none at all has none.
    """
    if not words:
        return []
    line = " ".join([*words, ""]).encode()
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    ends = starts[min(SHINGLE_WORDS, len(words)) :]
    return [crc32(line[start:end]) for start, end in zip(starts, ends, strict=False)]


def shingles(words: Sequence[str]) -> Shingles:
    """The shingles of a text by its folded words."""
    return array("I", sorted(set(in_order(words))))


def similarity(first: Shingles, second: Shingles) -> float:
    """The Jaccard index: shingles of both, divided by shingles of either; 0 when neither has one."""
    both = len(set(first).intersection(second))
    return both / ((len(first) + len(second) - both) or 1)


def near_pairs(texts: Sequence[Shingles], least: float, most: int) -> Iterator[tuple[int, int]]:
    """The pairs of texts with at least this similarity (above 0), as their places, the lower one first.

    Each text is paired with the first `most` similar ones before it. None of these is missed: the rarest
    shingles of two such texts must have one in common, if enough of them are considered (prefix filtering;
    Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007).
    """
    counts = _counts(texts)
    having: dict[int, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        rarest = _rarest(text, counts, least)
        candidates = (other for other, _ in groupby(merge(*(having[shingle] for shingle in rarest))))
        mine = set(text)
        near = (other for other in candidates if _reaches(mine, texts[other], least))
        yield from ((other, place) for other in islice(near, most))
        for shingle in rarest:
            having[shingle].append(place)


def pairs_of_new(texts: Sequence[Shingles], new: int, least: float) -> Iterator[tuple[int, int]]:
    """The pairs of `near_pairs` with at least one of the first `new` texts."""
    having: dict[int, list[int]] = defaultdict(list)
    for place in range(new):
        for shingle in texts[place]:
            having[shingle].append(place)
    known = set(having)
    for place, text in enumerate(texts):
        shared = known.intersection(text)
        if len(shared) < least * len(text) - _ROUNDING:
            continue
        mine = set(text)
        for other in sorted({at for shingle in shared for at in having[shingle] if at < place}):
            if _reaches(mine, texts[other], least):
                yield other, place


def _counts(texts: Sequence[Shingles]) -> bytearray:
    """How many texts have the shingles of each counter, up to what a byte holds."""
    counters = 1 + _COUNTERS_A_SHINGLE * sum(map(len, texts))
    counts = bytearray(counters)
    for text in texts:
        for shingle in text:
            counter = shingle % counters
            if counts[counter] < _HIGHEST_COUNT:
                counts[counter] += 1
    return counts


def _rarest(text: Shingles, counts: bytearray, least: float) -> list[int]:
    """Shingles such that any text this similar has at least one, apart from those unique to this text."""
    looked_at = len(text) - math.ceil(least * len(text) - _ROUNDING) + 1
    counters = len(counts)
    shared = [shingle for shingle in text if counts[shingle % counters] > 1]
    left = looked_at - (len(text) - len(shared))  # the rarest are those unique to this text
    if left <= 0:
        return []
    return sorted(shared, key=lambda shingle: (counts[shingle % counters], shingle))[:left]


def _reaches(mine: set[int], other: Shingles, least: float) -> bool:
    fewer, more = sorted((len(mine), len(other)))
    if fewer / more < least:
        return False
    both = len(mine.intersection(other))
    return both / (fewer + more - both) >= least


class Fingerprint(NamedTuple):
    """The hash of a text's folded words, their number, and its shingles in four bytes each."""

    digest: bytes
    words: int
    packed: bytes

    @property
    def shingles(self) -> Shingles:
        """The shingles, in ascending order."""
        return array("I", self.packed)


Fingerprints = Mapping[str, Mapping[Language, Fingerprint]]
"""Fingerprints of each question in each of its languages."""


def fingerprint_of(text: str) -> Fingerprint:
    """The fingerprint of a text."""
    line = folded(text)
    words = line.split()
    digest = blake2b(line.encode(), digest_size=_DIGEST).digest()
    return Fingerprint(digest, len(words), array("I", shingles(words)).tobytes())
