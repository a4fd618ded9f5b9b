"""Which sub-questions a numbering of an answer names."""

from collections.abc import Sequence
from typing import NamedTuple

from tasks.extract.numbering import ORDERS, Mark, split

_VALUES = {label: value for order in reversed(ORDERS.values()) for label, value in order.items()}


class Start(NamedTuple):
    """The beginning of a part: its numbering, and the sub-questions that it names."""

    mark: Mark
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
        self._tops = tuple(self.below)
        self._folded = {label.lower(): label for label in reversed([*self.labels, *self.below])}

    def named(self, mark: Mark, under: str, *, by_place: bool) -> Start | None:
        """What a numbering names; None when its first item is no sub-question.

        `under` is the number of lone letters, or the letter of lone numbers. With `by_place`, numbers,
        letters and numerals are places in the order, whatever the labels are.
        """
        labels: list[str] = []
        number = ""
        for pair in mark.items:
            first, last = (self._label(item, under, by_place=by_place) for item in pair)
            if first:
                labels += [first] if first == last else self._between(first, last)
                number = last or first
            elif not number:
                return None
        places = tuple(sorted({place for label in labels for place in self._places(label)}))
        if not places:  # '3 tot 1'
            return None
        own = tuple(dict.fromkeys(label for label in labels if label in self.places))
        answers = tuple(self.labels[place] for place in places)
        begin = places[0] if answers[0] in own else places[0] - 0.5
        return Start(mark, own, answers, places, begin, split(number)[0])

    def _label(self, item: str, under: str, *, by_place: bool) -> str | None:
        if by_place:
            place = _VALUES.get(item, 0)
            return self._tops[place - 1] if 0 < place <= len(self._tops) else None
        is_below = under.isalpha() if item.isdigit() else len(item) == 1
        return (is_below and self._folded.get((under + item).lower())) or self._folded.get(item.lower())

    def _between(self, first: str, last: str | None) -> Sequence[str]:
        """All labels from the first to the last of a range; up to the end when the last is unknown."""
        end = self._places(last)[-1] + 1 if last else None
        return self.labels[self._places(first)[0] : end]

    def _places(self, label: str) -> list[int]:
        """The places of a label and of those below it."""
        return [self.places[one] for one in (label, *self.below.get(label, ())) if one in self.places]
