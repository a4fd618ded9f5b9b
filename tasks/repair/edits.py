"""What a repair is, and how repairs of one pass after another become repairs of the text that came in."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple


class Repair(NamedTuple):
    """One change.

    Attributes:
        start: First code point of `before` in the text that came in.
        end: The code point after its last.
        before: What stood there.
        after: What stands there now.
        rule: The damage: a wrong charset (`misread.charsets.PAIRS`), 'utf8_as_…', 'c1' or 'entity'.
        certainty: 0 to 1. For sequences (UTF-8, C1, entities) a constant of their kind. For a wrong charset
            it grows with the gain, by how many nats the changed word is likelier than what stood there:
            1 / (1 + exp(-(gain - least) / 2)), where least is the smallest gain that changes anything, so
            that a change at the limit is as good as open (0.5). It ranks changes; it is not a frequency.
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

    Attributes:
        text: The repaired text.
        repairs: The changes, in order and not overlapping, with positions in the text that came in.
        language: 'nl', 'fr', or '' when it is undecided or nothing was suspicious enough to ask.
        unjudged: Suspicious pieces between spaces that stayed as they came because the text held more of
            them than its length allows to read (see `tasks.repair.misread.gains`); no real page does.
    """

    text: str
    repairs: tuple[Repair, ...]
    language: str
    unjudged: int = 0


def apply(text: str, repairs: Iterable[Repair]) -> str:
    """Return text with repairs made."""
    pieces: list[str] = []
    at = 0
    for repair in repairs:
        pieces += (text[at : repair.start], repair.after)
        at = repair.end
    return "".join([*pieces, text[at:]])


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """Return what text was before repairs were made on it."""
    pieces: list[str] = []
    at = shift = 0
    for repair in repairs:
        start = repair.start + shift
        pieces += (text[at:start], repair.before)
        at = start + len(repair.after)
        shift += len(repair.after) - len(repair.before)
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True, eq=False)
class _Middle:
    """The text between two passes, and what the first one made of it.

    Attributes:
        text: The text.
        first: The repairs that made it.
        shifts: How much longer it is than the text that came in, before each of them, and at the end.
        starts: Where each stands in it.
        ends: Where each ends in it.
    """

    text: str
    first: Sequence[Repair]
    shifts: list[int]
    starts: list[int]
    ends: list[int]


def _middle(text: str, first: Sequence[Repair]) -> _Middle:
    shifts = [0, *accumulate(len(change.after) - len(change.before) for change in first)]
    starts = [change.start + shift for change, shift in zip(first, shifts, strict=False)]
    ends = [start + len(change.after) for change, start in zip(first, starts, strict=True)]
    return _Middle(apply(text, first), first, shifts, starts, ends)


def _overlap(middle: _Middle, second: Sequence[Repair], early: int, late: int) -> tuple[int, int, int]:
    """Return the early and the late repair behind those that overlap a late one, and where these end."""
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
    """Return one repair of the text that came in for early and late ones that overlap.

    Args:
        text: The text that came in.
        middle: The text between the passes.
        early: Which of the early ones overlap; none when a late one stands alone.
        late: The late ones.
        end: Where they end in the middle.
    """
    both = (*middle.first[early], *late)
    at = start = min(late[0].start, *middle.starts[early][:1], end)
    pieces: list[str] = []
    for change in late:
        pieces += (middle.text[at : change.start], change.after)
        at = change.end
    after = "".join([*pieces, middle.text[at:end]])
    start, end = start - middle.shifts[early.start], end - middle.shifts[early.stop]
    return Repair(start, end, text[start:end], after, both[0].rule, min(change.certainty for change in both))


def compose(text: str, first: Sequence[Repair], second: Sequence[Repair]) -> tuple[Repair, ...]:
    """Return repairs of `text` that do what `first` and then `second` do.

    Where both touch the same place they become one repair, with the rule of `first` (the damage done last)
    and the lower certainty; a place that is back to what it was is no repair.
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
