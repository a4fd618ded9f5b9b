"""Where the parts of an answer begin: numberings that follow the sub-questions in order."""

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
    if not labels:  # its own numbers count from its start
        run = next((run for run in _counting(running, serious) if len(run) > 1), [])
        return [Start(start.series, Named((), (), 0, "")) for start in run]
    known = KnownLabels(labels)
    for by_place in (False, True):
        starts = _best(serious, known, by_place=by_place)
        if not _is_answer(running, starts, known, sure=not by_place):
            starts = []
        if _worth(starts, known)[0] < len(known.labels) and len(serious) < len(found):
            more = _best(found, known, by_place=by_place)
            is_all = _worth(more, known)[0] == len(known.labels)
            if (is_all or not starts) and _is_answer(running, more, known, sure=False):
                starts = more
        if starts:
            return starts
    return []


def counted_in(paragraphs: Sequence[str]) -> int:
    """How far an answer's own numbers count, whatever was asked; 0 for prose."""
    running = RunningText.of(paragraphs)
    runs = _counting(running, _serious(running, list(all_series(running))))
    sure = (run for run in runs if len(run) > 1 or run[0].series.form not in {"", "sentence"})
    return max((sum(len(start.named.labels) for start in run) for run in sure), default=0)


def _serious(running: RunningText, found: Sequence[tuple[Series, ...]]) -> list[tuple[Series, ...]]:
    """The numberings that are not an enumeration inside a sentence: 'a) …; b) …; c) …'."""
    ones = [readings[0] for readings in found]
    pairs = zip_longest(ones, ones[1:])
    enumerated = {one.start for one, behind in pairs if _is_enumerated(running, one, behind)}
    return [readings for readings in found if readings[0].start not in enumerated]


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
        self.answered: set[int] = set()  # places, as the following
        self.left_out: set[int] = set()  # by a row: 2 by '1. en 3.'
        self.behind_refused = -1  # what counts on from the last number that was refused
        self.number = ""

    def accepts(self, one: Series, named: Named) -> bool:
        """Whether a numbering continues the run; at the start of a paragraph it may skip some.

        It may go back to a number that a row left out, and skip letters of the number before it, unless it
        counts on from a refused one: then it belongs to an enumeration.
        """
        if not self.named.isdisjoint(named.labels):
            return False
        place = int(named.place + 0.5)
        if named.place in self.left_out:
            return place != self.behind_refused
        if self.starts and named.place <= self.starts[-1].named.place:
            return False
        sure = one.place == "paragraph" and one.form not in {"", "sentence"}
        is_below = bool(self.starts and self.number) and named.number == self.number
        return sure or self._is_next(named, place) or is_below

    def _is_next(self, named: Named, place: int) -> bool:
        """Whether it names the next sub-question or the first below it, or leaves out letters before it."""
        between = set(self.known.labels[self.next_place : place]) - {named.number}
        may_skip = place != self.behind_refused and between <= self.known.below(self.number)
        return place >= self.next_place and (not between or may_skip)

    def add(self, one: Series, named: Named) -> None:
        self.starts.append(Start(one, named))
        self.named.update(named.labels)
        places = {self.known.places[label] for label in named.answers}
        self.answered |= places
        self.left_out = (self.left_out | set(range(min(places), max(places)))) - self.answered
        self.next_place = max(self.next_place, max(places) + 1)
        self.behind_refused = -1
        self.number = named.number

    def refuse(self, named: Named) -> None:
        self.behind_refused = max(self.known.places[label] for label in named.answers) + 1


def _run(
    found: Iterable[tuple[Series, ...]], known: KnownLabels, forms: set[str], *, by_place: bool
) -> list[Start]:
    progress = _Progress(known)
    for readings in found:
        refused: Named | None = None
        for one in readings:
            if one.form not in forms and not one.is_lettered:
                continue
            named = known.named(one.items, progress.number, by_place=by_place)
            if named and progress.accepts(one, named):
                progress.add(one, named)
                break
            refused = named or refused
        else:
            if refused:
                progress.refuse(refused)
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
    before = running.text[max(0, first.start - LONGEST_LEAD) : first.start].rstrip()
    is_led_in = before.endswith(":")
    is_list = any_word_of("listed").search(before) or _worth(starts, known)[0] < len(known.labels)
    return sure and first.form != "" and not (is_led_in and is_list)


def _opens(running: RunningText, start: int) -> bool:
    """Whether only opening words of an answer precede its first number."""
    before = running.text[:start].strip()
    return not before or (
        len(before) <= LONGEST_OPENING and any_word_of("opening").search(before) is not None
    )


LONGEST_OPENING = 400
"""Most letters of an opening without substance."""
LONGEST_LEAD = 120
"""Letters before a list searched for what it lists."""


def _is_enumerated(running: RunningText, one: Series, behind: Series | None) -> bool:
    end = min(behind.start if behind else len(running.text), running.end_of(running.paragraph_at(one.start)))
    text = running.text[one.start : end].rstrip()
    before = running.text[max(0, one.start - 5) : one.start].rstrip()[-1:]
    in_small_letter = running.text[one.end : one.end + 1].islower()
    return text.endswith((";", ",")) or (before in {":", ";", ","} and in_small_letter)
