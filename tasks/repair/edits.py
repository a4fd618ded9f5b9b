"""Repairs, and how the repairs of successive passes become repairs of the original text."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

MOST_CERTAIN, UNMEASURED = 0.99, 0.9
"""Most certainty of a change of a kind that was measured on many texts, and of one that was not."""
DIGITS = 4
"""Of a certainty, behind its point."""


def certainty(log_odds: float, most: float = MOST_CERTAIN) -> float:
    """The share of changes that are right, by its log odds."""
    return round(min(most, 1 / (1 + math.exp(-log_odds))), DIGITS)


class Repair(NamedTuple):
    """One change of the original text; positions are code points, half-open.

    `rule` names the damage: a wrong charset (`charsets.PAIRS`), 'utf8_as_…', 'c1', 'entity', 'lost',
    'accent', 'hyphen' or 'dash'; of several layers the last damage first, joined by '+'. `certainty` (0 to 1)
    is the share of such changes that were right where it was measured (benchmarks/repair/README.md).
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    certainty: float

    def moved(self, by: int) -> "Repair":
        """The same change so many characters further on."""
        return Repair(self.start + by, self.end + by, *self[2:])


@dataclass(frozen=True, slots=True)
class RepairedText:
    """A text after repair.

    `repairs` are in order, without overlap, with positions in the original text. `language` is 'nl', 'fr', or
    '' when undecided or not needed. `skipped` counts suspicious pieces left as they were because the text has
    more of them than its length allows (see `tasks.repair.misread.gains`); no real page does.
    """

    text: str
    repairs: tuple[Repair, ...]
    language: str
    skipped: int = 0


def apply(text: str, repairs: Iterable[Repair]) -> str:
    """The text after repairs."""
    pieces: list[str] = []
    at = 0
    for repair in repairs:
        pieces += (text[at : repair.start], repair.after)
        at = repair.end
    return "".join([*pieces, text[at:]])


def _growth(repair: Repair) -> int:
    return len(repair.after) - len(repair.before)


def _groups(first: Iterable[Repair], second: Iterable[Repair]) -> Iterator[tuple[list[Repair], list[Repair]]]:
    """First and second repairs that touch the same place of the text between them, group by group.

    All positions are those of the text between: of the first ones where they are in it.
    """
    end = 0
    group: tuple[list[Repair], list[Repair]] = ([], [])
    changes = [*((change, 0) for change in first), *((change, 1) for change in second)]
    for change, which in sorted(changes, key=lambda one: one[0][:2]):
        if change.start >= end and any(group):
            yield group
            group = ([], [])
        group[which].append(change)
        end = max(end, change.end)
    if any(group):
        yield group


def compose(text: str, first: Sequence[Repair], second: Sequence[Repair]) -> tuple[Repair, ...]:
    """Repairs of `text` that do what `first` and then `second` do.

    Where both touch the same place they become one repair, with the rules of both, that of `first` (the last
    damage done) before, and the lower certainty; a place that is back to its original is no repair.
    """
    if not first:
        return tuple(second)
    middle, shift = apply(text, first), 0
    growths = accumulate(map(_growth, first), initial=0)
    made = [
        change._replace(start=change.start + by, end=change.end + by + _growth(change))
        for change, by in zip(first, growths, strict=False)
    ]
    composed = []
    for early, late in _groups(made, second):
        both = [*early, *late]
        start, end = min(one.start for one in both), max(one.end for one in both)
        within = [one.moved(-start) for one in late]
        after = apply(middle[start:end], within)
        original, shift = start - shift, shift + sum(map(_growth, early))
        before = text[original : end - shift]
        rule = "+".join(dict.fromkeys(rule for change in both for rule in change.rule.split("+")))
        certainty = min(change.certainty for change in both)
        if before != after:
            composed.append(Repair(original, end - shift, before, after, rule, certainty))
    return tuple(composed)
