"""The distinct texts of the questions, and whether two of them put the same question."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from tasks.link.same.differences import differences
from tasks.link.same.prints import Print
from tasks.link.same.shingles import Shingles, similarity
from tasks.link.same.words import folded

NEAR = 0.8
"""Least similarity of two texts that put the same question: at most one word in forty-five was replaced, or a
fifth was added.

Measured on 3,375 written questions to the Chamber (2020), whose pairs were read by eye: 120 pairs are joined,
all rightly; 0.85 and 0.9 would lose 15 and 34 of them; 0.75 would add 7 right ones, and below it wrong ones
begin. The words that differ keep 92 pairs and a family of one department each apart; of these 92 about 20 are
the same.
"""
COMPARABLE = 0.6
"""Least similarity at which words that differ tell that two texts put two questions; below it, one may have
been translated anew, as 9 of 44 questions put again were, and other words say nothing."""
FEWEST_WORDS = 20
"""A shorter text says too little of itself: it must be equal, and the author or the title as well."""

Verdict = Literal["equal", "same", "exchanged", "unlike"]
"""What two texts are: equal; edited; of one pattern, about two things; or nothing that is known."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One distinct text in one language, as the lowest of its questions has it.

    Attributes:
        text: The text.
        addressee: To whom that question is addressed.
        shingles: Its shingles.
        is_short: It has fewer than FEWEST_WORDS words.
    """

    text: str
    addressee: str
    shingles: Shingles = field(repr=False)
    is_short: bool


def wording_of(text: str, found: Print, addressee: str) -> Wording:
    """The wording of a question.

    Args:
        text: Its text.
        found: What is compared of it.
        addressee: To whom it is addressed.
    """
    return Wording(text, addressee, found.shingles, found.words < FEWEST_WORDS)


def compare(first: Wording, second: Wording) -> Verdict:
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
