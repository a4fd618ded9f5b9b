"""Questions without numbers: paragraphs that ask, after a lead-in or as many as the answer has numbers."""

import re
from collections.abc import Iterator, Sequence

from tasks.extract.paragraphs import RunningText
from tasks.extract.questions.kinds import ASKING, ParagraphKind
from tasks.extract.questions.sublists import Item

FEWEST = 2
"""A single question is no list."""

Kinds = Sequence[ParagraphKind]
Span = tuple[int, int]
"""Paragraphs, half-open."""

_STATEMENT = re.compile(r"[^?]*?[.!…]\s+[A-ZÀ-ÖØ-Þ]")


def unnumbered(running: RunningText, kinds: Kinds, counted: int) -> list[Item]:
    """The questions of a text without numbers, labelled in order; none for prose.

    They follow a lead-in with only thanks and requests after them, or are as many as the answer has numbers
    (`counted`; 0 for prose). 'Zo ja, welke?' continues the previous question, unless the answer counts it.
    """
    led = _led_in(kinds)
    before = led[0][0] if led else len(kinds)
    for run in [led, *_alone(running, kinds, before)] if counted >= FEWEST else ():
        for each in (False, True):
            units = _units(kinds, run, each=each)
            if len(units) == counted:
                return _items(running, units)
    return _items(running, _units(kinds, led, each=False))


def _led_in(kinds: Kinds) -> list[Span]:
    """The runs of questions that end a text, each after a lead-in; the first has two or more."""
    end = len(kinds)
    while end and kinds[end - 1] in {"thanks", "requests", "leads"}:
        end -= 1
    found: list[Span] = []
    for first, last in reversed(_runs(kinds, most_between=1)):
        if last != end or not first or kinds[first - 1] != "leads":
            break
        found.append((first, last))
        end = first - 1
    while found and kinds[slice(*found[-1])].count("asks") < FEWEST:
        found.pop()
    return found[::-1]


def _alone(running: RunningText, kinds: Kinds, before: int) -> Iterator[list[Span]]:
    """The runs of questions that begin before a place, the last first.

    A paragraph that begins with a statement may be a question of the introduction.
    """
    for most_between in (0, 1):
        for first, last in reversed(_runs(kinds, most_between=most_between)):
            if first < before:
                yield [(first, last)]
            if first + 1 < before and _STATEMENT.match(
                running.text, running.starts[first], running.end_of(first)
            ):
                yield [(first + 1, last)]


def _runs(kinds: Kinds, *, most_between: int) -> list[Span]:
    """Successive questions, with up to `most_between` paragraphs between two; a lead-in separates."""
    runs: list[Span] = []
    for place, kind in enumerate(kinds):
        if kind not in ASKING:
            continue
        if runs and place - runs[-1][1] <= most_between and kinds[place - 1] != "leads":
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return runs


def _units(kinds: Kinds, spans: Sequence[Span], *, each: bool) -> list[Span]:
    """The paragraphs of each question; with `each`, dependent ones are questions too."""
    units: list[Span] = []
    for first, last in spans:
        begun = len(units)
        for place in range(first, last):
            if kinds[place] == "asks" or (kinds[place] == "depends" and (each or len(units) == begun)):
                units.append((place, place + 1))
            elif len(units) > begun:
                units[-1] = units[-1][0], place + 1
    return units


def _items(running: RunningText, units: Sequence[Span]) -> list[Item]:
    starts = running.starts
    return [
        Item(str(number), starts[first], starts[first], running.end_of(last - 1), "inferred")
        for number, (first, last) in enumerate(units, 1)
    ]
