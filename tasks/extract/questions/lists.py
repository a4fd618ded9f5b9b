"""Lists of numbered questions: which numbers follow each other, and which letters are below them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat, zip_longest
from operator import add
from typing import NamedTuple

from tasks.extract.number_places import Place
from tasks.extract.numbering import ORDERS, Mark, marks, split
from tasks.extract.questions.question_text import Item, QuestionText

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
_VALUES = {kind: {label: value for value, label in enumerate(labels, 1)} for kind, labels in ORDERS.items()}


@dataclass(frozen=True, slots=True)
class Number:
    """A mark as a number of a list."""

    kind: str  # how it counts, as in ORDERS, or 'bullet'
    value: int  # its place in that order, from 1
    below: str  # what counts below it in the same mark: 'a' in '1) a)', '.2' in '1.2', '1' in 'I.1)'
    below_value: int  # the place of that in its own order, 0 without one
    form: str
    start: int
    end: int
    place: Place

    @property
    def label(self) -> str:
        """Its label: '2', '1a', 'II', 'b'."""
        return ORDERS[self.kind][self.value - 1] + self.below


class QuestionList(NamedTuple):
    """A list of questions: its items, its top numbers (none if not printed), the other lists."""

    items: list[Item]
    chain: Sequence[Number] = ()
    others: Sequence[Sequence[Number]] = ()

    @property
    def reached(self) -> int:
        """How far it counts."""
        return self.chain[-1].value if self.chain else len(self.items)

    def further(self) -> Iterator[str | None]:
        """The labels after the last one; none after bullets."""
        if self.items[-1].label:
            yield from ORDERS[self.chain[-1].kind if self.chain else "number"][self.reached :]
        yield from repeat(None)


class _Chain(NamedTuple):
    """Numbers in counting order, linked from the last to the first."""

    number: Number
    before: "_Chain | None"
    score: tuple[
        int, ...
    ]  # questions, minus changes of form, numbers, numbers at the beginning of a paragraph

    def numbers(self) -> list[Number]:
        return [*(self.before.numbers() if self.before else ()), self.number]


def numbers_of(text: QuestionText) -> Iterator[Number]:
    """Every possible number of a list, in the order of the text; 'I.' is a letter too."""
    for readings in marks(text):
        single = [mark for mark in readings if len({label for pair in mark.items for label in pair}) <= 1]
        if single:
            is_lettered = single[0].items and single[0].items[0][0][0].isalpha()
            mark = single[-1 if is_lettered else 0]
            if mark.place != "clause" or mark.form not in {"", "."}:
                yield from _numbers(mark)


def _numbers(mark: Mark) -> Iterator[Number]:
    where = mark.form, mark.start, mark.end, mark.place
    if not mark.items:
        yield Number("bullet", 0, "", 0, *where)
        return
    top, below = split(mark.items[0][0])
    part = below.removeprefix(".").lower()
    below_value = int(part) if part.isdigit() else ord(part) - 96 if part else 0
    for kind, values in _VALUES.items():
        if (value := values.get(top)) and (kind == "ordinal") == (mark.form == "sentence"):
            yield Number(kind, value, below, below_value, *where)


def best_chain(numbers: Sequence[Number], text: QuestionText) -> list[Number]:
    """The numbers of one kind that count from 1 with the most questions; of two equal ones the later.

    Only the best chain for each number and form is kept, so the time grows only with the numbers.
    """
    ending: defaultdict[int, dict[str, _Chain]] = defaultdict(dict)
    best: _Chain | None = None
    for number, asks in zip(numbers, _asking(numbers, text), strict=True):
        chain = max(_chains(number, asks, ending), key=lambda one: one.score, default=None)
        if chain is None:
            continue
        if chain.score >= ending[number.value].get(number.form, chain).score:
            ending[number.value][number.form] = chain
        if best is None or chain.score >= best.score:
            best = chain
    return best.numbers() if best else []


def _chains(number: Number, asks: int, ending: Mapping[int, Mapping[str, _Chain]]) -> Iterator[_Chain]:
    """The chains that a number begins or continues."""
    in_front = int(number.place == "paragraph")
    if number.below_value > 1:
        return
    if number.value == 1 and number.place != "clause":
        yield _Chain(number, None, (asks, 0, 1, in_front))
    for missing in range(1 + MOST_MISSING * in_front):
        for form, chain in ending.get(number.value - 1 - missing, {}).items():
            changes = missing + (form != number.form)
            may_change = not missing and number.place in {"paragraph", "question"}
            if form == number.form or may_change:
                yield _Chain(number, chain, tuple(map(add, chain.score, (asks, -changes, 1, in_front))))


def _asking(numbers: Sequence[Number], text: QuestionText) -> list[int]:
    """For each number 1 if it asks before the next one, or the end of its paragraph."""
    ends = [number.start for number in numbers[1:]]
    ends += [text.end_of(text.paragraph_at(number.end)) for number in numbers[-1:]]
    return [int(text.asks(number.end, end)) for number, end in zip(numbers, ends, strict=True)]


def other_lists(numbers: Sequence[Number], chain: Sequence[Number], text: QuestionText) -> list[list[Number]]:
    """Other lists of the chain's kind that count from 1, each with two or more questions."""
    lists: list[tuple[list[Number], list[int]]] = []
    used = {number.start for number in chain}
    for number, asks in zip(numbers, _asking(numbers, text), strict=True):
        if number.start in used or number.place == "clause" or number.below_value > 1:
            continue
        if number.value == 1:
            lists.append(([], []))
        if lists and number.value == len(lists[-1][0]) + 1:
            lists[-1][0].append(number)
            lists[-1][1].append(asks)
    return [found for found, asking in lists if sum(asking) > 1]


def items_of(chain: Sequence[Number], found: Sequence[Number], text: QuestionText) -> list[Item]:
    """The numbers of a list and the letters below them, each with its text."""
    starts = [number.start for number in found]
    items: list[Item] = []
    for number, following in zip_longest(chain, chain[1:]):
        last = bisect_left(starts, following.start) if following else len(found)
        below = _below(number, found[bisect_right(starts, number.start) : last])
        every = [number, *(one for one in below if one is not number)]
        reached = max(one.end for one in every)
        end = following.start if following else text.end_of(text.paragraph_at(reached))
        for one, item_end in zip(every, [*(one.start for one in every[1:]), end], strict=True):
            if text.text[one.end : item_end].strip():
                items.append(Item(one.label, one.start, one.end, item_end))
    return items


def _below(number: Number, inside: Sequence[Number]) -> list[Number]:
    """The numbers inside another's text that count below it, each as 'number and letter'."""
    found = [number] if number.below else []
    kinds = {number.kind, *_BELOW[number.kind]}
    for other in inside:
        is_same = other.kind == number.kind
        fits = other.value == number.value if is_same else not other.below
        place = other.below_value if is_same else other.value
        if other.kind in kinds and fits and place == len(found) + 1:
            found.append(other if is_same else _named_below(number, other))
            kinds = kinds if is_same else {other.kind}
    return found


def _named_below(number: Number, other: Number) -> Number:
    return replace(other, kind=number.kind, value=number.value, below=other.label, below_value=other.value)
