"""What a repair is, and how repairs of one pass after another become repairs of the text that came in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Repair:
    """One change.

    Attributes:
        start: First code point of `before` in the text that came in.
        end: The code point after its last.
        before: What stood there.
        after: What stands there now.
        rule: The damage: a wrong charset (`tasks.repair.charsets.PAIRS`), 'utf8_as_…', 'c1' or 'entity'.
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
    """

    text: str
    repairs: tuple[Repair, ...]
    language: str


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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a repair stands in the text between two passes."""

    start: int
    end: int
    repair: Repair
    growth: int
    early: bool


def _early_places(repairs: Iterable[Repair]) -> Iterator[_Place]:
    shift = 0
    for repair in repairs:
        start = repair.start + shift
        growth = len(repair.after) - len(repair.before)
        yield _Place(start, start + len(repair.after), repair, growth, early=True)
        shift += growth


def _clusters(places: list[_Place]) -> Iterator[list[_Place]]:
    cluster: list[_Place] = []
    end = 0
    for place in places:
        if cluster and place.start >= end:
            yield cluster
            cluster = []
        end = max(end, place.end) if cluster else place.end
        cluster.append(place)
    if cluster:
        yield cluster


def _merge(text: str, middle: str, cluster: list[_Place], shift: int) -> Repair:
    start, end = cluster[0].start, max(place.end for place in cluster)
    growth = sum(place.growth for place in cluster)
    later = [
        replace(place.repair, start=place.start - start, end=place.end - start)
        for place in cluster
        if not place.early
    ]
    first = next((place for place in cluster if place.early), cluster[0])
    return Repair(
        start - shift,
        end - shift - growth,
        text[start - shift : end - shift - growth],
        apply(middle[start:end], later),
        first.repair.rule,
        min(place.repair.certainty for place in cluster),
    )


def compose(text: str, first: tuple[Repair, ...], second: tuple[Repair, ...]) -> tuple[Repair, ...]:
    """Return repairs of `text` that do what `first` and then `second` do.

    Where both touch the same place they become one repair, with the rule of `first` (the damage done last)
    and the lower certainty; a place that is back to what it was is no repair.
    """
    if not first or not second:
        return first or second
    middle = apply(text, first)
    late = [_Place(repair.start, repair.end, repair, 0, early=False) for repair in second]
    places = sorted([*_early_places(first), *late], key=lambda place: place.start)
    composed: list[Repair] = []
    shift = 0
    for cluster in _clusters(places):
        merged = _merge(text, middle, cluster, shift)
        shift += sum(place.growth for place in cluster)
        if merged.before != merged.after:
            composed.append(merged)
    return tuple(composed)
