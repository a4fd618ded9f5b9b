"""Questions without numbers: bullets, and paragraphs that ask, after a lead-in or counted by the answer."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tasks.extract.paragraphs import RunningText
from tasks.extract.questions.kinds import ASKING, ParagraphKind
from tasks.extract.questions.numbering import Mark
from tasks.extract.questions.sublists import Item, Questions

FEWEST = 2
"""A single question is no list."""

Kinds = Sequence[ParagraphKind]
Span = tuple[int, int]
"""Paragraphs, half-open."""

LedIn = Callable[[RunningText, int], bool]
"""Whether the words before an offset ask for something."""
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


def bulleted(running: RunningText, found: Sequence[Mark], questions: Questions, led_in: LedIn) -> list[Item]:
    """The bulleted questions of a text: of all its lists those that ask."""
    groups = _groups([mark for mark in found if mark.kind == "bullet"], running, questions)
    asking = [group for group in groups if questions.asking(group) * 2 >= len(group)]
    if not asking:
        asking = [group for group in groups[-1:] if led_in(running, group[0].start) and not questions.offsets]
    return [item for group in asking for item in group]


def _groups(bullets: Sequence[Mark], running: RunningText, questions: Questions) -> list[list[Item]]:
    groups: list[list[Item]] = []
    before: Mark | None = None
    for bullet in bullets:
        end = running.end_of(running.paragraph_at(bullet.start))
        item = Item(None, bullet.start, bullet.end, end)
        if (
            before
            and groups
            and before.form == bullet.form
            and _continues_list(groups[-1][-1], item, running, questions)
        ):
            last = groups[-1][-1]
            groups[-1][-1] = replace(last, end=bullet.start)
            groups[-1].append(item)
        elif bullet.place == "paragraph" or running.text[bullet.start - 1] == "\n":
            groups.append([item])
        before = bullet
    return groups


def _continues_list(last: Item, item: Item, running: RunningText, questions: Questions) -> bool:
    """Whether a bullet belongs to the list of the last one; one paragraph may be between them."""
    first, second = running.paragraph_at(last.start), running.paragraph_at(item.start)
    if second - first <= 1:
        return True
    between = running.text[running.starts[first + 1] : running.end_of(second - 1)].rstrip()
    asked = questions.between(last.text, last.end) > 0
    return second - first == 2 and asked and not between.endswith(":")  # noqa: PLR2004 - one between


def with_bullets(item: Item, running: RunningText, found: Sequence[Mark]) -> Item:
    """The last numbered question with the bullets directly after it; what follows closes."""
    paragraph = running.paragraph_at(max(item.end - 1, item.start))
    if item.end < running.end_of(paragraph):
        return item
    with_bullet = {running.paragraph_at(mark.start) for mark in found if mark.kind == "bullet"}
    while paragraph + 1 in with_bullet:
        paragraph += 1
    return replace(item, end=running.end_of(paragraph))
