"""Which sub-questions a numbering of an answer names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.extract.numbering import ORDERS, Items, split

_VALUES = {label: value for labels in reversed(ORDERS.values()) for value, label in enumerate(labels, 1)}


@dataclass(frozen=True, slots=True)
class Named:
    """The sub-questions that a numbering names."""

    labels: tuple[str, ...]  # those named directly
    answers: tuple[str, ...]  # the same with the letters below complete numbers
    places: tuple[int, ...]  # of these in the order of sub-questions
    place: float  # where they begin; a number that exists only with letters comes before them
    number: str  # the last number named, which letters may follow


class KnownLabels:
    """The labels of the sub-questions, in order."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(dict.fromkeys(labels))
        self.places = {label: place for place, label in enumerate(self.labels)}
        self.below: dict[str, list[str]] = {}
        for label in self.labels:
            number, below = split(label)
            self.below.setdefault(number, []).extend([label] if below else [])
        self._folded = {label.lower(): label for label in reversed([*self.labels, *self.below])}
        self._named: dict[tuple[Items, str, bool], Named | None] = {}

    def with_heads(self, answered: Iterable[str]) -> set[str]:
        """Labels, and the numbers for which all labels below are among them."""
        every = set(answered)
        return (
            every
            | {top for top, below in self.below.items() if below and every.issuperset(below)}
            & self.places.keys()
        )

    def named(self, items: Items, under: str, *, by_place: bool) -> Named | None:
        """The sub-questions that a numbering names; None when its first item is no sub-question.

        `under` is the number of lone letters, or the letter of lone numbers. With `by_place`, numbers,
        letters and numerals are places in the order, whatever the labels are.
        """
        key = items, under, by_place
        if key not in self._named:
            self._named[key] = self._name(items, under, by_place=by_place)
        return self._named[key]

    def _name(self, items: Items, under: str, *, by_place: bool) -> Named | None:
        labels: list[str] = []
        number = ""
        for pair in items:
            first, last = (self._label(item, under, by_place=by_place) for item in pair)
            if first is None and not number:
                return None
            if first is not None:
                labels += [first] if first == last else self._between(first, last)
                number = last or first
        if not labels:  # '3 tot 1'
            return None
        own = tuple(dict.fromkeys(label for label in labels if label in self.places))
        places = sorted({place for label in labels for place in self._places(label)})
        answers = tuple(self.labels[place] for place in places)
        return Named(own, answers, tuple(places), places[0] - 0.5 * (answers[0] not in own), split(number)[0])

    def _label(self, item: str, under: str, *, by_place: bool) -> str | None:
        if by_place:
            place = _VALUES.get(item, 0)
            return [*self.below][place - 1] if 0 < place <= len(self.below) else None
        is_below = under.isalpha() if item.isdigit() else len(item) == 1
        names = [f"{under}{item}".lower(), item.lower()] if is_below else [item.lower()]
        return next((self._folded[name] for name in names if name in self._folded), None)

    def _between(self, first: str, last: str | None) -> Sequence[str]:
        """All labels from the first to the last of a range; up to the end when the last is unknown."""
        begin = self._places(first)[0]
        return self.labels[begin : self._places(last)[-1] + 1 if last else None]

    def _places(self, label: str) -> list[int]:
        """The places of a label and of those below it."""
        return [self.places[one] for one in (label, *self.below.get(label, ())) if one in self.places]
