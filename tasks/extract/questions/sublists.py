"""Lists of numbered questions: which marks follow each other, and which letters are below them."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from schemas.codes import Numbering
from tasks.extract.paragraphs import RunningText
from tasks.extract.questions.numbering import Mark

Score = tuple[int, int, int, int]
"""Questions, minus changes of form, numbers, numbers at the beginning of a paragraph."""

MOST_MISSING = 3
"""Most successive numbers that may be forgotten or unrecognised."""

_BELOW = {
    "number": ("letter", "capital"),
    "numeral": ("number", "letter"),
    "small_numeral": ("number", "letter"),
    "capital": ("number", "letter"),
    "letter": ("number", "small_numeral"),
    "ordinal": ("letter",),
}
"""What counts below a kind."""


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a list with the text up to the next: offsets of number, text and end."""

    label: str | None
    start: int
    text: int
    end: int
    numbering: Numbering = "printed"


@dataclass(frozen=True, slots=True)
class _Chain:
    """Marks in counting order, linked from the last to the first."""

    mark: Mark
    before: "_Chain | None"
    score: Score

    def marks(self) -> tuple[Mark, ...]:
        found: list[Mark] = []
        chain: _Chain | None = self
        while chain:
            found.append(chain.mark)
            chain = chain.before
        return tuple(reversed(found))


class Questions:
    """Where a text asks."""

    def __init__(self, running: RunningText) -> None:
        self.offsets = [mark.start() for mark in re.finditer(r"\?", running.text)]

    def between(self, start: int, end: int) -> int:
        """How many question marks there are in a range."""
        return bisect_left(self.offsets, end) - bisect_left(self.offsets, start)

    def asking(self, items: Sequence[Item]) -> int:
        """How many items have a question mark."""
        return sum(self.between(item.text, item.end) > 0 for item in items)


def best_chain(marks: Sequence[Mark], running: RunningText, questions: Questions) -> tuple[Mark, ...]:
    """The marks of one kind that count from 1 with the most questions; of two equal ones the later.

    Only the best chain for each number and form is kept, so the time grows only with the marks.
    """
    ending: dict[int, dict[str, _Chain]] = defaultdict(dict)
    best: _Chain | None = None
    for position, mark in enumerate(marks):
        asks = questions.between(mark.end, _reach(marks, position, running)) > 0
        chain = _longest(mark, ending, running, asks=asks)
        if chain is None:
            continue
        known = ending[mark.value].get(mark.form)
        if known is None or chain.score >= known.score:
            ending[mark.value][mark.form] = chain
        if best is None or chain.score >= best.score:
            best = chain
    return best.marks() if best else ()


def other_lists(
    marks: Sequence[Mark], chain: Sequence[Mark], running: RunningText, questions: Questions
) -> list[list[Mark]]:
    """Other lists that count from 1, each with two or more questions.

    `marks` are those of the chain's kind, in the order of the text.
    """
    lists: list[list[Mark]] = []
    asking: list[int] = []
    used = {mark.start for mark in chain}
    for position, mark in enumerate(marks):
        if mark.start in used or mark.place == "clause" or not mark.form or mark.below_value > 1:
            continue
        if mark.value == 1:
            lists.append([])
            asking.append(0)
        if lists and mark.value == len(lists[-1]) + 1:
            lists[-1].append(mark)
            asking[-1] += questions.between(mark.end, _reach(marks, position, running)) > 0
    return [found for found, number in zip(lists, asking, strict=True) if number > 1]


def _reach(marks: Sequence[Mark], position: int, running: RunningText) -> int:
    """The end of a mark's text: the next number, or the end of its paragraph."""
    mark = marks[position]
    end = running.end_of(running.paragraph_at(mark.end))
    if position + 1 == len(marks):
        return end
    following = marks[position + 1]
    return following.start if following.value == mark.value + 1 else min(end, following.start)


def _longest(
    mark: Mark, ending: Mapping[int, Mapping[str, _Chain]], running: RunningText, *, asks: bool
) -> _Chain | None:
    if mark.below_value > 1:
        return None
    in_front = int(mark.place == "paragraph")
    if mark.value == 1:
        return _Chain(mark, None, (int(asks), 0, 1, in_front)) if mark.place != "clause" else None
    found = []
    for chain, changes in _before(mark, ending):
        if _may_follow(chain.mark, mark, running):
            asking, changed, numbers, paragraphs = chain.score
            score = asking + asks, changed - changes, numbers + 1, paragraphs + in_front
            found.append(_Chain(mark, chain, score))
    return max(found, key=lambda chain: chain.score, default=None)


def _before(mark: Mark, ending: Mapping[int, Mapping[str, _Chain]]) -> Iterator[tuple[_Chain, int]]:
    """The chains to which a mark may belong, with the degree of change."""
    for form, chain in ending.get(mark.value - 1, {}).items():
        if form == mark.form or mark.place in {"paragraph", "question"}:
            yield chain, int(form != mark.form)
    for missing in range(1, MOST_MISSING + 1) if mark.place == "paragraph" else ():
        if earlier := ending.get(mark.value - 1 - missing, {}).get(mark.form):
            yield earlier, 1 + missing


def _may_follow(before: Mark, mark: Mark, running: RunningText) -> bool:
    """Whether a number may follow another; after a comma it stays in its paragraph."""
    if mark.place != "clause":
        return before.start < mark.start
    return running.paragraph_at(before.start) == running.paragraph_at(mark.start)


def items_of(chain: Sequence[Mark], marks: Sequence[Mark], running: RunningText) -> list[Item]:
    """The numbers of a list and the letters below them, each with its text."""
    starts = [mark.start for mark in marks]
    items: list[Item] = []
    for mark, following in zip_longest(chain, chain[1:]):
        first = bisect_left(starts, mark.start)
        last = bisect_left(starts, following.start) if following else len(marks)
        end = following.start if following else None
        items += _with_letters(mark, _below(mark, marks[first:last]), running, end)
    return items


def _below(mark: Mark, inside: Sequence[Mark]) -> list[Mark]:
    """The marks inside a number's text that count below it, each as 'number and letter'."""
    found: list[Mark] = [mark] if mark.below else []
    kind: str | None = None
    for other in inside:
        named = _named_below(mark, other)
        due = found[-1].below_value + 1 if found else 1
        if named is None or named.below_value != due or kind not in {None, other.kind}:
            continue
        if found or other.place != "clause":
            found.append(named)
            kind = other.kind if other.kind != mark.kind else kind
    # A letter without a second one counts when it begins a paragraph, or follows its number.
    sure = found and (found[0].place == "paragraph" or found[0].start <= mark.end)
    return found if len(found) > 1 or sure else []


def _named_below(mark: Mark, other: Mark) -> Mark | None:
    """Another mark as one below this mark."""
    if other.start <= mark.start:
        return None
    if other.kind == mark.kind:
        return other if other.below and other.value == mark.value else None
    if other.kind not in _BELOW[mark.kind] or other.below:
        return None
    return replace(other, kind=mark.kind, value=mark.value, below=other.label or "", below_value=other.value)


def _with_letters(mark: Mark, below: Sequence[Mark], running: RunningText, end: int | None) -> Iterator[Item]:
    whole = [mark, *(letter for letter in below if letter is not mark)]
    if end is None:
        reached = max(whole[-1].start, *(one.end for one in [mark, *below]))
        end = running.end_of(running.paragraph_at(reached))
    ends = [*(letter.start for letter in whole[1:]), end]
    for one, item_end in zip(whole, ends, strict=True):
        if running.text[one.end : item_end].strip():
            yield Item(one.label, one.start, one.end, item_end)


def paragraphs_of(item: Item, running: RunningText) -> tuple[int, int]:
    """The first paragraph of an item and the one after its last."""
    last = max(item.start, item.end - 1)
    while last > item.start and running.text[last].isspace():
        last -= 1
    return running.paragraph_at(item.start), min(bisect_right(running.starts, last), len(running.starts))
