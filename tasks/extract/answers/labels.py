"""Which sub-questions a numbering of an answer names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.extract.paragraphs import ROMAN_VALUES

_LETTERED = re.compile(
    r"(?P<number>\d+(?=\D)|[IVX]+(?=[a-z\d])|[a-zA-Z](?=[\divx]))(?P<below>\.?\d+|[a-zA-Z]+)"
)

Items = tuple[tuple[str, str], ...]
"""Labels as pairs of themselves, ranges as first and last."""


@dataclass(frozen=True, slots=True)
class Named:
    """The sub-questions that a numbering names."""

    labels: tuple[str, ...]  # those named directly
    answers: tuple[str, ...]  # the same with the letters below complete numbers
    place: float  # where they begin in the order of sub-questions
    number: str  # the last number named, which letters may follow


class KnownLabels:
    """The labels of the sub-questions, in order."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(dict.fromkeys(labels))
        self.places = {label: place for place, label in enumerate(self.labels)}
        self._folded = {label.lower(): label for label in reversed(self.labels)}
        self._below: dict[str, list[str]] = {}
        self._named: dict[tuple[Items, str, bool], Named | None] = {}
        tops: dict[str, None] = {}
        for label in self.labels:
            found = None if label in ROMAN_VALUES else _LETTERED.fullmatch(label)
            number = found["number"] if found else label
            tops[number] = None
            if found:
                self._below.setdefault(number, []).append(label)
        self._tops = tuple(tops)

    def with_heads(self, answered: set[str]) -> set[str]:
        """Labels, and the numbers for which all labels below are among them."""
        heads = {number for number, below in self._below.items() if answered.issuperset(below)}
        return answered | heads.intersection(self.places)

    def below(self, number: str) -> set[str]:
        """The labels with letters below a number."""
        return set(self._below.get(number, ()))

    def named(self, items: Items, under: str, *, by_place: bool) -> Named | None:
        """The sub-questions that a numbering names; None when its first item is no sub-question.

        `under` is the number of lone letters, or the letter of lone numbers. With `by_place`, numbers,
        letters and numerals are places in the order, whatever the labels are.
        """
        key = (items, under, by_place)
        if key not in self._named:
            self._named[key] = self._name(items, under, by_place=by_place)
        return self._named[key]

    def _name(self, items: Items, under: str, *, by_place: bool) -> Named | None:
        labels: list[str] = []
        number = ""
        for pair in items:
            first, last = (self._number(item, under, by_place=by_place) for item in pair)
            if first is None and not number:
                return None
            if first is not None:
                labels += self._between(first, last)
                number = last or first
        answers = dict.fromkeys(label for one in labels for label in (one, *self._below.get(one, ())))
        return self._as_named(labels, [label for label in answers if label in self.places], number)

    def _as_named(self, labels: Sequence[str], answers: Sequence[str], number: str) -> Named:
        own = tuple(dict.fromkeys(label for label in labels if label in self.places))
        ordered = tuple(sorted(answers, key=self.places.__getitem__))
        # A number that exists only with letters comes before them.
        place = min(self.places[label] if label in own else self.places[label] - 0.5 for label in ordered)
        found = _LETTERED.fullmatch(number)
        return Named(own, ordered, place, found["number"] if found and number not in ROMAN_VALUES else number)

    def _number(self, item: str, under: str, *, by_place: bool) -> str | None:
        if by_place:
            place = _place_of(item)
            return self._tops[place - 1] if 0 < place <= len(self._tops) else None
        goes_below = item.isdigit() and under.isalpha() if item[:1].isdigit() else len(item) == 1 and under
        if goes_below and (below := self._folded.get((under + item).lower())):
            return below
        return self._folded.get(item.lower()) or (item if item in self._below else None)

    def _between(self, first: str, last: str | None) -> list[str]:
        """All labels from the first to the last of a range; up to the end when the last is unknown."""
        if first == last:
            return [first]
        begin = self._ends(first)[0]
        end = self._ends(last)[-1] if last else len(self.labels) - 1
        return list(self.labels[begin : end + 1])

    def _ends(self, label: str) -> list[int]:
        return sorted(self.places[one] for one in (label, *self._below.get(label, ())) if one in self.places)


def _place_of(item: str) -> int:
    """'2', 'b', 'B' and 'II' as 2; 0 for others."""
    if item.isdigit():
        return int(item)
    if value := ROMAN_VALUES.get(item.upper()):
        return value
    return ord(item.lower()) - 96 if len(item) == 1 and item.isascii() else 0
