"""Questions after the last number of a list: part of it, or questions of their own."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import count, repeat
from typing import Literal, NamedTuple

from tasks.extract.answers.starts import counted_in
from tasks.extract.paragraphs import RunningText
from tasks.extract.questions.kinds import ASKING, ParagraphKind, begins_further, has_question, thanks_at
from tasks.extract.questions.numbering import Mark
from tasks.extract.questions.sublists import Item

Kinds = Sequence[ParagraphKind]


class Others(NamedTuple):
    """Other evidence of where a question belongs: the paragraphs of other lists, and the answer."""

    left_out: AbstractSet[int]
    answer: Sequence[str]


def with_questions_behind(
    items: Sequence[Item], chain: Sequence[Mark], running: RunningText, kinds: Kinds, others: Others
) -> list[Item]:
    """The items of a list with every question after it, but without thanks and other closing words.

    A question after the last number belongs to it. It is separate, with the next number, when it begins with
    words such as 'Ten slotte', follows the thanks, or has a number in the answer. `chain` are the items' top
    numbers, none for bullets and inferred numbers.
    """
    *before, last = items
    behind = _Behind(running, last, _labels(items, chain))
    first = running.paragraph_at(max(last.end - 1, last.start)) + 1
    later = (place for place in range(first, len(running.starts)) if has_question(running, place))
    asking = [place for place in later if place not in others.left_out]
    counted = _counted(asking, kinds, chain[-1].value if chain else len(items), others.answer)
    for place in range(first, asking[-1] + 1 if asking else first):
        if place in others.left_out:
            behind.state = "left out"
        else:
            behind.read(place, kinds[place], is_counted=place in counted)
    return [*before, *behind.items]


def _counted(asking: Sequence[int], kinds: Kinds, reached: int, answer: Sequence[str]) -> AbstractSet[int]:
    """The paragraphs that an answer numbers beyond the last number of the question."""
    alone = [place for place in asking if kinds[place] == "asks"]
    more = counted_in(answer) - reached if asking else 0
    for places in (alone, [place for place in asking if kinds[place] in ASKING]):
        if 0 < more == len(places):
            return frozenset(places)
    return frozenset()


def _labels(items: Sequence[Item], chain: Sequence[Mark]) -> Iterator[str | None]:
    """The labels after the last one; none after bullets."""
    if chain:
        last = chain[-1]
        return (replace(last, value=number, below="").label for number in count(last.value + 1))
    return map(str, count(len(items) + 1)) if items[-1].label else repeat(None)


class _Behind:
    """The last question of a list, and what is read after it."""

    def __init__(self, running: RunningText, last: Item, labels: Iterator[str | None]) -> None:
        self.running = running
        self.labels = labels
        self.items: list[Item] = []
        self.state: Literal["open", "closed", "left out"] = "open"
        self._put(last)

    def read(self, place: int, kind: ParagraphKind, *, is_counted: bool) -> None:
        """Add a paragraph."""
        asks = kind in {"asks", "depends", "leads", "requests"} and has_question(self.running, place)
        if asks and (is_counted or self.state == "closed" or begins_further(self.running, place)):
            self._extend(place - 1)
            start, end = self.running.starts[place], self.running.end_of(place)
            self._put(Item(next(self.labels), start, start, end, "inferred"))
        elif has_question(self.running, place):
            self._extend(place)
        elif self.state == "open" and kind == "thanks":
            self.state = "closed"

    def _extend(self, place: int) -> None:
        if self.state == "open":
            self._put(replace(self.items.pop(), end=self.running.end_of(place)))

    def _put(self, item: Item) -> None:
        """Add an item without thanks at its end, after which it does not continue."""
        end = thanks_at(self.running.text, item.text, item.end)
        self.items.append(replace(item, end=end))
        self.state = "open" if end == item.end else "closed"
