"""Lists of numbered questions: which numbers follow each other, and which letters are below them."""

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import NamedTuple

from tasks.extract.numbering import ORDERS, Place, marks, split
from tasks.extract.questions.question_text import Item, QuestionText

MOST_MISSING = 3  # successive numbers that may be forgotten or unrecognised
_BELOW = {"number": {"letter", "capital"}, "letter": {"number", "small_numeral"}, "ordinal": {"letter"}}
"""What counts below a kind; numbers and letters below the others."""


class Number(NamedTuple):
    """A mark as a number of a list."""

    kind: str  # how it counts, as in ORDERS, or 'bullet'
    label: str  # '2', '1a', 'II', 'b'; '' for bullets
    value: int  # its place in that order, from 1
    below: int  # the place of what counts below it in the same mark, 'a' in '1) a)'; 0 without one
    form: str
    start: int
    end: int
    place: Place


class QuestionList(NamedTuple):
    """A list of questions: its items, its top numbers (none if not printed), the other lists."""

    items: list[Item]
    chain: Sequence[Number] = ()
    others: Sequence[Sequence[Number]] = ()


class _Chain(NamedTuple):
    """Numbers in counting order; the larger one is better, of two equal ones the later."""

    worth: tuple[int, ...]  # questions, minus changes and numbers missing, numbers, those in front
    start: int  # of the last
    numbers: tuple[Number, ...]


def numbers_of(text: QuestionText) -> Iterator[Number]:
    """Every possible number of a list, in the order of the text; 'I.' is a letter too."""
    for readings in marks(text):
        single = [mark for mark in readings if len({*itertools.chain(*mark.items)}) <= 1]
        is_figure = single and single[0].label.lstrip("(")[0].isdigit()
        for mark in single[:1] if is_figure else single[-1:]:
            label = mark.items[0][0] if mark.items else ""
            top, below = split(label)
            place = ORDERS["number"].get(below.lstrip(".")) or ORDERS["letter"].get(below.lower(), 0)
            values = {kind: order[top] for kind, order in ORDERS.items() if top in order}
            for kind, value in values.items() if mark.items else [("bullet", 0)]:
                if (kind == "ordinal") == (mark.form == "sentence"):
                    yield Number(kind, label, value, place, mark.form, mark.start, mark.end, mark.place)


def numbered(text: QuestionText, found: Sequence[Number]) -> QuestionList:
    """The numbered list with most questions, of two equal ones the longer."""
    lists = []
    kinds = {number.kind for number in found}
    for kind in (kind for kind in ORDERS if kind in kinds):
        same = [number for number in found if number.kind == kind]
        pairs = zip([None, *same], same, strict=False)  # without '1a)' below '1)'
        tops = [one for before, one in pairs if not (one.below and before and before.value == one.value)]
        ends = [*(one.start for one in tops[1:]), *(text.end_at(one.end) for one in tops[-1:])]
        asking = [text.asks(one.end, end) for one, end in zip(tops, ends, strict=True)]
        if (chain := _best_chain(tops, asking)) and (items := items_of(chain, found, text)):
            lists.append(QuestionList(items, chain, _other_lists(zip(tops, asking, strict=True), chain)))
    lists = [one for one in lists if _is_of_questions(one.items, one.chain, text)]
    return max(lists, key=lambda one: (text.asking(one.items), len(one.items)), default=QuestionList([]))


def _is_of_questions(items: Sequence[Item], chain: Sequence[Number], text: QuestionText) -> bool:
    """Whether a list is one of questions, not of reasons, articles or figures."""
    first, start = chain[0], items[0].start
    pairs = zip(chain, [*(number.start for number in chain[1:]), items[-1].end], strict=True)
    asking = sum(text.asks(one.end, end) or text.begins("asking", one.end) for one, end in pairs)
    if len(chain) == 1:
        return asking > 0 and first.kind == "number" and first.place == "paragraph" and first.form != ""
    if first.form == "" or first.place != "paragraph":  # without a sign, or inside a sentence
        return asking * 2 > len(chain) or (first.form != "" and text.is_led_in(start))
    return asking > 0 or not text.marks or text.is_led_in(start)


def _best_chain(numbers: Sequence[Number], asking: Sequence[bool]) -> tuple[Number, ...]:
    """The numbers of one kind that count from 1 with the most questions.

    Only the best chain for each number and form is kept, so the time grows only with the numbers.
    """
    ending: defaultdict[int, dict[str, _Chain]] = defaultdict(dict)
    best = _Chain((), 0, ())
    for number, asks in zip(numbers, asking, strict=True):
        if chain := max(_chains(number, ending, asks=asks), default=None):
            known = ending[number.value].setdefault(number.form, chain)
            ending[number.value][number.form] = max(chain, known)
            best = max(chain, best)
    return best.numbers


def _chains(number: Number, ending: Mapping[int, Mapping[str, _Chain]], *, asks: bool) -> Iterator[_Chain]:
    """The chains that a number begins or continues."""
    in_front = int(number.place == "paragraph")
    if number.below > 1:
        return
    if number.value == 1 and number.place != "clause":
        yield _Chain((asks, 0, 1, in_front), number.start, (number,))
    for missing in range(1 + MOST_MISSING * in_front):
        for form, chain in ending.get(number.value - 1 - missing, {}).items():
            is_same = form == number.form
            if is_same or (not missing and number.place in {"paragraph", "question"}):
                worth = map(add, chain.worth, (asks, is_same - 1 - missing, 1, in_front))
                yield _Chain(tuple(worth), number.start, (*chain.numbers, number))


def _other_lists(numbers: Iterable[tuple[Number, bool]], chain: Sequence[Number]) -> list[list[Number]]:
    """Other lists of the chain's kind that count from 1, each with two or more questions."""
    lists: list[list[tuple[Number, bool]]] = []
    for number, asks in numbers:
        if number in chain or number.place == "clause" or number.below > 1:
            continue
        if number.value == 1:
            lists.append([])
        if lists and number.value == len(lists[-1]) + 1:
            lists[-1].append((number, asks))
    return [[number for number, _ in found] for found in lists if sum(asks for _, asks in found) > 1]


def items_of(chain: Sequence[Number], found: Sequence[Number], text: QuestionText) -> list[Item]:
    """The numbers of a list and the letters below them, each with its text."""
    starts = [number.start for number in found]
    items: list[Item] = []
    for number, following in itertools.zip_longest(chain, chain[1:]):
        last = bisect_left(starts, following.start) if following else len(found)
        every = [number, *_below(number, found[bisect_right(starts, number.start) : last])]
        end = following.start if following else text.end_at(max(one.end for one in every))
        for one, item_end in zip(every, [*(one.start for one in every[1:]), end], strict=True):
            if text.text[one.end : item_end].strip():
                items.append(Item(one.label or None, one.start, one.end, item_end))
    return items


def _below(number: Number, inside: Sequence[Number]) -> Iterator[Number]:
    """The numbers inside another's text that count below it, each as 'number and letter'."""
    due, top = number.below + 1, split(number.label)[0]
    kinds = {number.kind, *_BELOW.get(number.kind, {"number", "letter"})}
    for other in inside:
        is_same = other.kind == number.kind
        if is_same and other.value != number.value:
            continue
        is_due = due == (other.below if is_same else other.value) and (due > 1 or other.place != "clause")
        if other.kind in kinds and is_due:
            yield other if is_same else other._replace(label=top + other.label)
            kinds = kinds if is_same else {other.kind}
            due += 1
