"""Repairs, and how the repairs of successive passes become repairs of the original text."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple


class Repair(NamedTuple):
    """One change of the original text; positions are code points, half-open.

    `rule` names the damage: a wrong charset (`charsets.PAIRS`), 'utf8_as_…', 'c1', 'entity', 'lost'
    or 'hyphen'; of several layers the last damage first, joined by '+'. `certainty` (0 to 1) is the share of
    such changes that were right where it was measured (see docs/repair.md, Certainty).
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    certainty: float


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


@dataclass(frozen=True, slots=True, eq=False)
class _Middle:
    """The text between two passes."""

    text: str
    first: Sequence[Repair]  # the repairs that produced it
    shifts: list[int]  # how much longer it is than the original, before each repair and at the end
    starts: list[int]  # start of each repair in it
    ends: list[int]  # end of each repair in it


def _middle(text: str, first: Sequence[Repair]) -> _Middle:
    shifts = [0, *accumulate(len(change.after) - len(change.before) for change in first)]
    starts = [change.start + shift for change, shift in zip(first, shifts, strict=False)]
    ends = [start + len(change.after) for change, start in zip(first, starts, strict=True)]
    return _Middle(apply(text, first), first, shifts, starts, ends)


def _overlap(middle: _Middle, second: Sequence[Repair], early: int, late: int) -> tuple[int, int, int]:
    """Index after the first and second repairs that overlap `second[late]`, and where these end."""
    end = second[late].end
    late += 1
    while True:
        if early < len(middle.first) and middle.starts[early] < end:
            end, early = max(end, middle.ends[early]), early + 1
        elif late < len(second) and second[late].start < end:
            end, late = max(end, second[late].end), late + 1
        else:
            return early, late, end


def _merged(text: str, middle: _Middle, early: slice, late: Sequence[Repair], end: int) -> Repair:
    """One repair of the original text for overlapping first and second repairs.

    `early` selects the overlapping first repairs (none for a second one alone); `end` is their end in the
    middle.
    """
    both = (*middle.first[early], *late)
    at = start = min(late[0].start, *middle.starts[early][:1], end)
    pieces: list[str] = []
    for change in late:
        pieces += (middle.text[at : change.start], change.after)
        at = change.end
    after = "".join([*pieces, middle.text[at:end]])
    start, end = start - middle.shifts[early.start], end - middle.shifts[early.stop]
    rule = "+".join(dict.fromkeys(rule for change in both for rule in change.rule.split("+")))
    return Repair(start, end, text[start:end], after, rule, min(change.certainty for change in both))


def compose(text: str, first: Sequence[Repair], second: Sequence[Repair]) -> tuple[Repair, ...]:
    """Repairs of `text` that do what `first` and then `second` do.

    Where both touch the same place they become one repair, with the rules of both, that of `first` (the last
    damage done) before, and the lower certainty; a place that is back to its original is no repair.
    """
    if not first or not second:
        return tuple(first or second)
    middle = _middle(text, first)
    composed: list[Repair] = []
    early = late = 0
    while late < len(second):
        apart = bisect_right(middle.ends, second[late].start, early)
        composed += first[early:apart]
        early, next_late, end = _overlap(middle, second, apart, late)
        merged = _merged(text, middle, slice(apart, early), second[late:next_late], end)
        if merged.before != merged.after:
            composed.append(merged)
        late = next_late
    return (*composed, *first[early:])
