"""The distinct texts of the questions, and whether two of them put the same question."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from tasks.link.same.differences import differences
from tasks.link.same.fingerprints import Fingerprint
from tasks.link.same.shingles import Shingles, similarity
from tasks.link.same.words import folded

NEAR = 0.8
"""Least similarity of two texts that put the same question: one word in 45 replaced, or a fifth added.

Measured on 3,375 written questions to the Chamber (2020), with pairs checked by hand: 120 pairs are joined,
all correctly; 0.85 and 0.9 would lose 15 and 34 of them; 0.75 would add 7 correct ones, and below it wrong
ones begin. Differing words separate 92 pairs and a family of one department each; about 20 of these 92 are
the same.
"""
COMPARABLE = 0.6
"""Least similarity at which differing words prove two questions.

Below it, one text may be a new translation, as for 9 of 44 questions put again, and words prove nothing.
"""
FEWEST_WORDS = 20
"""A shorter text is not enough: it must be equal, and so must the author or the title."""

Comparison = Literal["equal", "same", "exchanged", "unlike"]
"""Two texts are equal; edited; of one pattern, about two things; or unknown."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One distinct text in a language, with its lowest question's addressee; short is below FEWEST_WORDS."""

    text: str
    addressee: str
    shingles: Shingles = field(repr=False)
    is_short: bool


def wording_of(text: str, found: Fingerprint, addressee: str) -> Wording:
    """The wording of a question."""
    return Wording(text, addressee, found.shingles, found.words < FEWEST_WORDS)


def compare(first: Wording, second: Wording) -> Comparison:
    """Whether two different wordings in one language put the same question."""
    alike = similarity(first.shingles, second.shingles)
    if alike < COMPARABLE:
        return "unlike"
    found = differences(first.text, second.text, _ministers(first, second))
    is_near = alike >= NEAR
    if found.other_matter or (is_near and found.other_demand):
        return "exchanged"
    return "same" if is_near and not (first.is_short or second.is_short) else "unlike"


def _ministers(first: Wording, second: Wording) -> tuple[Collection[str], Collection[str]]:
    """The words that name each of two ministers: a text asks both, each about his own department."""
    mine, theirs = folded(first.addressee).split(), folded(second.addressee).split()
    return ((), ()) if mine == theirs else (mine, theirs)
