"""Which texts are near each other: found out once, so that a night compares its new texts alone with all."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from schemas.codes import LANGUAGES, Language
from tasks.link.same.prints import Print, Prints
from tasks.link.same.shingles import near_pairs, pairs_of_new
from tasks.link.same.wordings import FEWEST_WORDS, NEAR

Pair = tuple[bytes, bytes]
"""The digests of two texts, the lower one first."""
_FEW = 0.1
"""Share of new texts up to which it costs less to compare these alone."""


class NearTexts(NamedTuple):
    """What was found of the texts of a language.

    Attributes:
        compared: The digests of all texts that are long enough to be compared.
        pairs: Those of them that are near each other.
    """

    compared: AbstractSet[bytes]
    pairs: AbstractSet[Pair]


Near = Mapping[Language, NearTexts]


class Compared(NamedTuple):
    """What is compared of each question, and which of their texts are near each other."""

    prints: Prints
    near: Near


def compared(prints: Prints, known: Near | None = None) -> Compared:
    """Find the texts that are near each other, in each language.

    Args:
        prints: What is compared of each question.
        known: What was found of other prints, or some of these; it makes no difference to what is found.
    """
    nothing = NearTexts(frozenset(), frozenset())
    return Compared(
        prints,
        {
            language: _near_texts(_distinct(prints, language), (known or {}).get(language, nothing))
            for language in LANGUAGES
        },
    )


def comparable(known: Compared) -> set[str]:
    """The questions of which a text equals that of another one, or is near it; the others stand alone."""
    times = Counter((language, one.digest) for language, _, one in _each(known.prints))
    paired = {
        (language, end) for language, found in known.near.items() for pair in found.pairs for end in pair
    }
    return {
        question
        for language, question, one in _each(known.prints)
        if times[language, one.digest] > 1 or (language, one.digest) in paired
    }


def _each(prints: Prints) -> Iterator[tuple[Language, str, Print]]:
    for question, found in prints.items():
        for language, one in found.items():
            yield language, question, one


def _distinct(prints: Prints, language: Language) -> dict[bytes, Print]:
    held = (found[language] for found in prints.values() if language in found)
    return {one.digest: one for one in held if one.words >= FEWEST_WORDS}


def _near_texts(texts: Mapping[bytes, Print], known: NearTexts) -> NearTexts:
    new = texts.keys() - known.compared
    if len(new) > _FEW * len(texts):
        return NearTexts(frozenset(texts), frozenset(_pairs(list(texts), texts, None)))
    still = {pair for pair in known.pairs if texts.keys() >= set(pair)}
    order = [*sorted(new), *(texts.keys() - new)]
    return NearTexts(frozenset(texts), still.union(_pairs(order, texts, len(new))))


def _pairs(order: list[bytes], texts: Mapping[bytes, Print], new: int | None) -> Iterator[Pair]:
    """Near pairs of texts; only those with one of the first `new`, when that is given."""
    shingles = [texts[digest].shingles for digest in order]
    found = near_pairs(shingles, NEAR) if new is None else pairs_of_new(shingles, new, NEAR)
    for first, second in found:
        low, high = sorted((order[first], order[second]))
        yield low, high
