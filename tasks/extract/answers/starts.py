"""Where the parts of an answer begin: numberings that follow the sub-questions in order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from tasks.extract.answers.labels import KnownLabels, Named
from tasks.extract.answers.series import Series, all_series
from tasks.extract.paragraphs import ROMAN, RunningText, any_word_of

HIGHEST_FREE = 60
"""Highest number in an answer to a question without numbered sub-questions."""

_FREE = (
    tuple(str(number) for number in range(1, HIGHEST_FREE)),
    tuple("abcdefghijklmnopqrstuvwxyz"),
    ROMAN,
)


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a part: its numbering, and what that names."""

    series: Series
    named: Named


def starts_of(running: RunningText, labels: Sequence[str]) -> list[Start]:
    """The beginnings of an answer's parts, given the labels of sub-questions in order; none for prose."""
    found = list(all_series(running))
    serious = _serious(running, found)
    if not labels:
        return _free(running, serious)
    known = KnownLabels(labels)
    for by_place in (False, True):
        for some in (serious, found):
            starts = _best(some, known, by_place=by_place)
            if _is_answer(running, starts, known, sure=some is serious and not by_place):
                return starts
    return []


def counted_in(paragraphs: Sequence[str]) -> int:
    """How far an answer's own numbers count, whatever was asked; 0 for prose."""
    running = RunningText.of(paragraphs)
    runs = _counting(running, _serious(running, list(all_series(running))))
    sure = (run for run in runs if len(run) > 1 or run[0].series.form not in {"", "sentence"})
    return max((sum(len(start.named.labels) for start in run) for run in sure), default=0)


def _serious(running: RunningText, found: Sequence[tuple[Series, ...]]) -> list[tuple[Series, ...]]:
    """The numberings that are not an enumeration inside a sentence."""
    enumerated = _enumerated(running, found)
    return [readings for readings in found if readings[0].start not in enumerated]


def _free(running: RunningText, found: Sequence[tuple[Series, ...]]) -> list[Start]:
    """The parts of an answer to questions without numbers: it counts from its start."""
    run = next((run for run in _counting(running, found) if len(run) > 1), [])
    return [Start(start.series, Named((), (), 0, "")) for start in run]


def _counting(running: RunningText, found: Sequence[tuple[Series, ...]]) -> Iterator[list[Start]]:
    """The runs of numbers, letters and numerals that count from the start of an answer."""
    for labels in _FREE:
        starts = _best(found, KnownLabels(labels), by_place=False)
        if starts and _counts_on(starts) and _opens(running, starts[0].series.start):
            yield starts


def _counts_on(starts: Sequence[Start]) -> bool:
    named = [start.named for start in starts]
    follow = all(two.place == one.place + len(one.labels) for one, two in pairwise(named))
    return named[0].place == 0 and follow


def _best(found: Sequence[tuple[Series, ...]], known: KnownLabels, *, by_place: bool) -> list[Start]:
    """The run through the sub-questions that answers most of them, if possible in one form of numbers."""
    forms = list(dict.fromkeys(one.form for readings in found for one in readings if not one.is_lettered))
    runs = [_run(found, known, {form}, by_place=by_place) for form in forms or [""]]
    best = max(runs, key=lambda run: _worth(run, known), default=[])
    inner = {
        form
        for form, run in zip(forms, runs, strict=False)
        if run is not best and run and best and _is_inside(run, best)
    }
    mixed = _run(found, known, set(forms) - inner, by_place=by_place)
    return max(best, mixed, key=lambda run: _worth(run, known))


def _is_inside(run: Sequence[Start], best: Sequence[Start]) -> bool:
    """Whether a run counts again what another has already counted: an enumeration inside an answer."""
    return run[0].named.place == best[0].named.place and run[0].series.start > best[0].series.start


def _worth(starts: Sequence[Start], known: KnownLabels) -> tuple[int, int, int]:
    """How many sub-questions are answered, how many parts are paragraphs, how many labels are named."""
    answered = known.with_heads({label for start in starts for label in start.named.answers})
    paragraphs = sum(start.series.place == "paragraph" for start in starts)
    return len(answered), paragraphs, sum(len(start.named.labels) for start in starts)


class _Progress:
    """The progress of a run through the sub-questions."""

    def __init__(self, known: KnownLabels) -> None:
        self.known = known
        self.starts: list[Start] = []
        self.named: set[str] = set()
        self.next_place = 0
        self.number = ""

    def accepts(self, one: Series, named: Named) -> bool:
        """Whether a numbering continues the run; at the start of a paragraph it may skip some."""
        if self.starts and named.place <= self.starts[-1].named.place:
            return False
        if not self.named.isdisjoint(named.labels):
            return False
        sure = one.place == "paragraph" and one.form not in {"", "sentence"}
        is_below = bool(self.starts and self.number) and named.number == self.number
        return sure or self._is_next(named) or is_below

    def _is_next(self, named: Named) -> bool:
        """Whether it names the next sub-question, or the first below it: '1.1' where '1' is only a head."""
        place = int(named.place + 0.5)
        heads = self.known.labels[self.next_place : place] == (named.number,)
        return place == self.next_place or (heads and named.number not in named.labels)

    def add(self, one: Series, named: Named) -> None:
        self.starts.append(Start(one, named))
        self.named.update(named.labels)
        last = max((self.known.places[label] for label in named.answers), default=0)
        self.next_place = max(self.next_place, last + 1)
        self.number = named.number


def _run(
    found: Iterable[tuple[Series, ...]], known: KnownLabels, forms: set[str], *, by_place: bool
) -> list[Start]:
    progress = _Progress(known)
    for readings in found:
        for one in readings:
            if one.form not in forms and not one.is_lettered:
                continue
            named = known.named(one.items, progress.number, by_place=by_place)
            if named and progress.accepts(one, named):
                progress.add(one, named)
                break
    return progress.starts


def _is_answer(running: RunningText, starts: Sequence[Start], known: KnownLabels, *, sure: bool) -> bool:
    """Whether numbers split an answer, and are not an enumeration in its prose."""
    if not starts:
        return False
    first = starts[0].series
    if len(starts) == 1 and (first.place != "paragraph" or first.form in {"", "sentence"}):
        return False
    if first.form == "sentence" and starts[0].named.place > 0:
        return False
    if _opens(running, first.start):
        return True
    is_led_in = running.text[: first.start].rstrip().endswith(":")
    return sure and first.form != "" and (not is_led_in or _worth(starts, known)[0] == len(known.labels))


def _opens(running: RunningText, start: int) -> bool:
    """Whether only opening words of an answer precede its first number."""
    before = running.text[:start].strip()
    return not before or (
        len(before) <= LONGEST_OPENING and any_word_of("opening").search(before) is not None
    )


LONGEST_OPENING = 400
"""Most letters of an opening without substance."""


def _enumerated(running: RunningText, found: Sequence[tuple[Series, ...]]) -> set[int]:
    """The starts of enumerations inside a sentence: 'a) …; b) …; c) …'."""
    starts = [readings[0].start for readings in found]
    pieces = zip_longest(starts, starts[1:], fillvalue=len(running.text))
    return {start for start, following in pieces if _is_enumerated(running, start, following)}


_IN_SMALL_LETTER = re.compile(r"\W*[\w.°)]{1,4}\W*[a-zà-ÿ]")


def _is_enumerated(running: RunningText, start: int, following: int) -> bool:
    end = min(following, running.end_of(running.paragraph_at(start)))
    text = running.text[start:end].rstrip()
    before = running.text[max(0, start - 5) : start].rstrip()[-1:]
    return text.endswith((";", ",")) or (before in {":", ";", ","} and bool(_IN_SMALL_LETTER.match(text)))
