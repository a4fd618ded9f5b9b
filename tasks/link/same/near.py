"""Similar texts, found once: a night compares only its new texts with all."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from schemas.codes import LANGUAGES, Language
from tasks.link.same.shingles import Fingerprint, Fingerprints, near_pairs, pairs_of_new

NEAR = 0.8
"""Least similarity of two texts that put the same question: one word in 45 replaced, or a fifth added.

Measured on 3,375 written questions to the Chamber (2020), with pairs checked by hand: 120 pairs are joined,
all correctly; 0.85 and 0.9 would lose 15 and 34 of them; 0.75 would add 7 correct ones, and below it wrong
ones begin. Differing words separate 92 pairs and a family of one department each; about 20 of these 92 are
the same.
"""
FEWEST_WORDS = 20
"""A shorter text is not enough: it must be equal, and so must the author or the title."""

Pair = tuple[bytes, bytes]
"""The digests of two texts, the lower one first."""
MOST_NEAR = 50
"""Similar texts with lower digests that each is paired with, the lowest: pairs would grow with the square."""
_FEW = 0.1
"""Share of new texts up to which it is cheaper to compare only these."""


class NearTexts(NamedTuple):
    """Compared texts of a language."""

    compared: AbstractSet[bytes]  # the digests of all texts that are long enough to be compared
    pairs: AbstractSet[Pair]  # pairs of them that are similar, `MOST_NEAR` for each higher one


Near = Mapping[Language, NearTexts]


class Compared(NamedTuple):
    """The fingerprints of each question, and which of their texts are similar."""

    fingerprints: Fingerprints
    near: Near


def compared(fingerprints: Fingerprints, known: Near | None = None) -> Compared:
    """Find similar texts in each language; `known` results, for whatever fingerprints, only save time."""
    nothing = NearTexts(frozenset(), frozenset())
    before = known or {}
    near = {one: _near_texts(_distinct(fingerprints, one), before.get(one, nothing)) for one in LANGUAGES}
    return Compared(fingerprints, near)


def comparable(known: Compared) -> set[str]:
    """The questions with a text equal or similar to another's; all others are alone."""
    times = Counter((language, one.digest) for language, _, one in _each(known.fingerprints))
    paired = {
        (language, end) for language, found in known.near.items() for pair in found.pairs for end in pair
    }
    return {
        question
        for language, question, one in _each(known.fingerprints)
        if times[language, one.digest] > 1 or (language, one.digest) in paired
    }


def _each(fingerprints: Fingerprints) -> Iterator[tuple[Language, str, Fingerprint]]:
    for question, found in fingerprints.items():
        for language, one in found.items():
            yield language, question, one


def _distinct(fingerprints: Fingerprints, language: Language) -> dict[bytes, Fingerprint]:
    there = (found[language] for found in fingerprints.values() if language in found)
    return {one.digest: one for one in there if one.words >= FEWEST_WORDS}


def _near_texts(texts: Mapping[bytes, Fingerprint], known: NearTexts) -> NearTexts:
    new = texts.keys() - known.compared
    still = {pair for pair in known.pairs if texts.keys() >= set(pair)}
    if len(new) > _FEW * len(texts) or _makes_room(known.pairs, still):
        return NearTexts(frozenset(texts), frozenset(_pairs(sorted(texts), texts, None)))
    order = [*sorted(new), *(texts.keys() - new)]
    return NearTexts(frozenset(texts), _lowest(still.union(_pairs(order, texts, len(new)))))


def _makes_room(before: AbstractSet[Pair], still: AbstractSet[Pair]) -> bool:
    """Whether a text that was not paired with all similar ones has lost one of them."""
    times = Counter(high for _, high in before)
    return any(times[high] == MOST_NEAR for _, high in before - still)


def _lowest(pairs: AbstractSet[Pair]) -> AbstractSet[Pair]:
    """The pairs of each text with the lowest ones."""
    times = Counter[bytes]()
    found = set()
    for low, high in sorted(pairs):
        times[high] += 1
        if times[high] <= MOST_NEAR:
            found.add((low, high))
    return found


def _pairs(order: list[bytes], texts: Mapping[bytes, Fingerprint], new: int | None) -> Iterator[Pair]:
    """Similar pairs of texts; only those with one of the first `new`, if given."""
    shingles = [texts[digest].shingles for digest in order]
    found = near_pairs(shingles, NEAR, MOST_NEAR) if new is None else pairs_of_new(shingles, new, NEAR)
    for first, second in found:
        low, high = sorted((order[first], order[second]))
        yield low, high
