"""The parts of an answer, where they begin, and which sub-questions each of them answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from schemas.codes import AnswerKind
from tasks.extract.answers.answer_kinds import answer_kind, kind_before_cut
from tasks.extract.numbering import ORDERS, Mark, marks, split
from tasks.extract.paragraphs import RunningText
from tasks.extract.phrase_patterns import phrase_of, plain

_MARK = re.compile(r"(?:^|(?<=[.?!;])\s)\(?\w{0,3}\s?[.)°]{0,2}$")  # or the beginning of a word


LONGEST_OPENING = 400  # letters of an opening without substance
LONGEST_LEAD = 120  # letters before a list searched for what it lists

_VALUES = {label: value for order in reversed(ORDERS.values()) for label, value in order.items()}

Readings = Sequence[tuple[Mark, ...]]


class Start(NamedTuple):
    """The beginning of a part: its numbering, and the sub-questions that it names."""

    mark: Mark
    labels: tuple[str, ...]  # those named directly
    answers: tuple[str, ...]  # the same with the letters below complete numbers
    places: tuple[int, ...]  # of these in the order of sub-questions
    place: float  # where they begin; a number that exists only with letters comes before them
    number: str  # the last number named, which letters may follow


class _KnownLabels:
    """The labels of the sub-questions, in order.

    With `by_place`, numbers, letters and numerals of an answer are places in it, whatever the labels are.
    """

    def __init__(self, labels: Sequence[str], *, by_place: bool = False) -> None:
        self._by_place = by_place
        self.labels = tuple(dict.fromkeys(labels))
        self.places = {label: place for place, label in enumerate(self.labels)}
        self.below: dict[str, list[str]] = {}
        for label in self.labels:
            number, below = split(label)
            self.below.setdefault(number, []).extend([label] if below else [])
        self._tops = tuple(self.below)
        self._folded = {label.lower(): label for label in reversed([*self.labels, *self.below])}

    def named(self, mark: Mark, under: str) -> Start | None:
        """What a numbering names; None when its first item is no sub-question.

        `under` is the number of lone letters, or the letter of lone numbers.
        """
        labels: list[str] = []
        number = ""
        for pair in mark.items:
            first, last = (self._label(item, under) for item in pair)
            if first:  # a range goes up to the end when its last is unknown
                end = self._places(last)[-1] + 1 if last else None
                labels += [first] if first == last else self.labels[self._places(first)[0] : end]
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

    def _label(self, item: str, under: str) -> str | None:
        if self._by_place:
            place = _VALUES.get(item, 0)
            return self._tops[place - 1] if 0 < place <= len(self._tops) else None
        is_below = under.isalpha() if item.isdigit() else len(item) == 1
        return (is_below and self._folded.get((under + item).lower())) or self._folded.get(item.lower())

    def _places(self, label: str) -> list[int]:
        """The places of a label and of those below it."""
        return [self.places[one] for one in (label, *self.below.get(label, ())) if one in self.places]


def _starts_of(running: RunningText, labels: Sequence[str]) -> list[Start]:
    """The beginnings of an answer's parts, given the labels of sub-questions in order; none for prose."""
    found, serious = _readings(running)
    if not labels:  # its own numbers count from its start
        return next((run for run in _counting(running, serious) if len(run) > 1), [])
    for by_place in (False, True):
        known = _KnownLabels(labels, by_place=by_place)
        tries = [(serious, not by_place), (found, False)][: 1 + (len(serious) < len(found))]
        runs = [(_best(some, known), sure) for some, sure in tries]
        answers = [run for run, sure in runs if _is_answer(running, run, known, sure=sure)]
        if answers:
            return max(answers, key=lambda run: _worth(run, known)[0] == len(known.labels))
    return []


def counted_in(paragraphs: Sequence[str]) -> int:
    """How far an answer's own numbers count, whatever was asked; 0 for prose."""
    running = RunningText.of(paragraphs)
    runs = _counting(running, _readings(running)[1])
    return max((sum(len(start.labels) for start in run) for run in runs), default=0)


def _readings(running: RunningText) -> tuple[Readings, Readings]:
    """All numberings, and those that are not an enumeration inside a sentence: 'a) …; b) …; c) …'."""
    text = running.text
    found = [one for one in marks(running) if one[0].items and one[0].place != "clause"]
    serious = []
    for readings, following in zip_longest(found, found[1:]):
        start = readings[0].start
        end = min(running.end_at(start), following[0].start if following else len(text))
        inside = text[start:end].rstrip()
        before, begins = text[max(0, start - 5) : start].rstrip(), text[readings[0].end : readings[0].end + 1]
        if not inside.endswith((";", ",")) and not (before.endswith((":", ";", ",")) and begins.islower()):
            serious.append(readings)
    return found, serious


_FREE = [_KnownLabels([*ORDERS[kind]]) for kind in ("number", "letter", "numeral")]


def _counting(running: RunningText, found: Readings) -> Iterator[list[Start]]:
    """The runs of numbers, letters and numerals that count from the start of an answer."""
    for known in _FREE:
        run = _best(found, known)
        if run and run[0].place == 0 and _opens(running, run[0].mark.start):
            yield run


def _best(found: Readings, known: _KnownLabels) -> list[Start]:
    """The run through the sub-questions that answers most of them, if possible in one form of numbers."""
    forms = dict.fromkeys(one.form for readings in found for one in readings if not one.is_lettered)
    alone = (_run(found, known, {form}) for form in forms or [""])
    best = max(alone, key=lambda run: _worth(run, known))
    mixed = _run(found, known, set(forms))
    return max(best, mixed, key=lambda run: (_worth(run, known)[0], run and -run[0].mark.start))


def _worth(starts: Sequence[Start], known: _KnownLabels) -> tuple[int, int, int]:
    """How many sub-questions are answered, how many parts are paragraphs, how many labels are named."""
    answered = {label for start in starts for label in start.answers}
    heads = (top for top, below in known.below.items() if below and answered.issuperset(below))
    answered |= known.places.keys() & set(heads)
    paragraphs = sum(start.mark.place == "paragraph" for start in starts)
    return len(answered), paragraphs, sum(len(start.labels) for start in starts)


class _Run:
    """A run through the sub-questions."""

    def __init__(self, known: _KnownLabels) -> None:
        self.known = known
        self.starts: list[Start] = []
        self.left_out: set[int] = set()  # places that a row left out: 2 by '1. en 3.'
        self.next_place = 0
        self.behind_refused = -1  # what counts on from the last number that was refused
        self.number = ""

    def accepts(self, one: Start) -> bool:
        """Whether a numbering continues the run; at the start of a paragraph it may skip some.

        It may go back to a number that a row left out, and skip letters of the number before it, unless it
        counts on from a refused one: then it belongs to an enumeration.
        """
        first, labels = one.places[0], set(one.labels)
        if any(labels.intersection(start.labels) for start in self.starts):
            return False
        if one.place in self.left_out:
            return first != self.behind_refused
        if self.starts and one.place <= self.starts[-1].place:
            return False
        if one.mark.is_sure or (self.number and one.number == self.number):
            return True
        between = set(self.known.labels[self.next_place : first]) - {one.number}
        may_skip = first != self.behind_refused and between.issubset(self.known.below.get(self.number, ()))
        return first >= self.next_place and (not between or may_skip)

    def add(self, one: Start) -> None:
        self.starts.append(one)
        self.left_out.update(range(one.places[0], one.places[-1]))
        self.left_out.difference_update(*(start.places for start in self.starts))
        self.next_place = max(self.next_place, one.places[-1] + 1)
        self.behind_refused, self.number = -1, one.number


def _run(found: Readings, known: _KnownLabels, forms: set[str]) -> list[Start]:
    run = _Run(known)
    for readings in found:
        refused = None
        for mark in readings:
            is_of_form = mark.form in forms or mark.is_lettered
            start = known.named(mark, run.number) if is_of_form else None
            if start and run.accepts(start):
                run.add(start)
                break
            refused = start or refused
        else:
            run.behind_refused = refused.places[-1] + 1 if refused else run.behind_refused
    return run.starts


def _is_answer(running: RunningText, starts: Sequence[Start], known: _KnownLabels, *, sure: bool) -> bool:
    """Whether numbers split an answer, and are not an enumeration in its prose."""
    if not starts or (len(starts) == 1 and not starts[0].mark.is_sure):
        return False
    first = starts[0].mark
    if first.form == "sentence" and starts[0].place > 0:
        return False
    if _opens(running, first.start):
        return True
    before = running.text[max(0, first.start - LONGEST_LEAD) : first.start].rstrip()
    is_list = phrase_of("listed").search(plain(before)) or _worth(starts, known)[0] < len(known.labels)
    return sure and first.form != "" and not (before.endswith(":") and is_list)


def _opens(running: RunningText, start: int) -> bool:
    """Whether only opening words of an answer precede its first number."""
    before = running.text[:start].strip()
    return not before or (len(before) <= LONGEST_OPENING and bool(phrase_of("opening").search(plain(before))))


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One part of an answer."""

    label: str | None  # as printed; for ordinals the words, which the text keeps; None for prose
    answers: tuple[str, ...]  # the sub-questions it answers, in order
    text: str  # without the numbering
    kind: AnswerKind | None  # None for a part that breaks off before it shows its kind
    evidence: str | None  # the letters that show the kind; None for substance


def answer_parts(
    paragraphs: Sequence[str], labels: Sequence[str], *, is_cut: bool = False
) -> tuple[AnswerPart, ...]:
    """Split an answer by its numbering; an answer in prose is one part that answers all.

    Text before the first number of a numbered answer is in no part. `labels` are those of the numbered
    sub-questions, in order; other numbers of the answer, or numbers that do not continue, do not split it.
    """
    if is_cut:
        return _parts_before_cut(paragraphs, labels)
    running = RunningText.of(paragraphs)
    parts = tuple(_parts(running, _starts_of(running, labels), labels))
    if parts or not running.text:
        return parts
    return (AnswerPart(None, tuple(labels), running.text, *answer_kind(running.text)),)


def _parts_before_cut(paragraphs: Sequence[str], labels: Sequence[str]) -> tuple[AnswerPart, ...]:
    """The parts of an answer that breaks off in the last one; none without numbers, which may follow."""
    *before, last = paragraphs
    kept = _MARK.sub("", last).rstrip(" ,;")  # an item of an enumeration would end so
    parts = answer_parts([*before, kept] if kept else before, labels)
    if not parts or parts[-1].label is None:
        return ()
    return (*parts[:-1], replace(parts[-1], kind=kind_before_cut(parts[-1].text), evidence=None))


def _parts(running: RunningText, starts: Sequence[Start], labels: Sequence[str]) -> Iterator[AnswerPart]:
    owners = {label: start for start in starts for label in start.labels}
    for start, following in zip_longest(starts, starts[1:]):
        end = following.mark.start if following else len(running.text)
        if text := running.text[start.mark.end : end].strip():
            named = (label for label in start.answers if owners.get(label, start) is start)
            answers = tuple(label for label in named if label in labels)
            yield AnswerPart(start.mark.label, answers, text, *answer_kind(text))
