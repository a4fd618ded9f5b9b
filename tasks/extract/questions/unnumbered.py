"""Questions without numbers: bullets, and paragraphs that ask, after a lead-in or counted by the answer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.extract.answers.starts import counted_in
from tasks.extract.questions.lists import Number
from tasks.extract.questions.question_text import ASKING, Item, ParagraphKind, QuestionText

FEWEST = 2
"""A single question is no list."""
_STATEMENT = re.compile(r"[^?]*?[.!…]\s+[A-ZÀ-ÖØ-Þ]")

Kinds = Sequence[ParagraphKind]
Span = tuple[int, int]
"""Paragraphs, half-open."""


def unnumbered(text: QuestionText, answer: Sequence[str]) -> list[Item]:
    """The questions of a text without numbers, labelled in order; none for prose.

    They follow a lead-in with only thanks and requests after them, or are as many as the answer has numbers.
    'Zo ja, welke?' continues the previous question, unless the answer counts it.
    """
    kinds = [text.kind(place) for place in range(len(text.starts))] if len(text.marks) >= FEWEST else []
    if sum(kind in ASKING for kind in kinds) < FEWEST:
        return []
    led, counted = _led_in(kinds), counted_in(answer)
    runs = [led, *_alone(text, kinds)] if counted >= FEWEST else []
    tries = (_units(kinds, run, each=each) for run in runs for each in (False, True))
    units = next((units for units in tries if len(units) == counted), None) or _units(kinds, led, each=False)
    return [
        Item(str(number), text.starts[first], text.starts[first], text.end_of(last - 1), "inferred")
        for number, (first, last) in enumerate(units, 1)
    ]


def _led_in(kinds: Kinds) -> list[Span]:
    """The runs of questions that end a text, each after a lead-in; the first has two or more."""
    end = len(kinds)
    while end and kinds[end - 1] in {"thanks", "requests", "leads"}:
        end -= 1
    found: list[Span] = []
    for first, last in reversed(_runs(kinds)):
        if last != end or not first or kinds[first - 1] != "leads":
            break
        found.insert(0, (first, last))
        end = first - 1
    while found and kinds[slice(*found[0])].count("asks") < FEWEST:
        found.pop(0)
    return found


def _alone(text: QuestionText, kinds: Kinds) -> Iterator[list[Span]]:
    """Each run of questions, the last first; a statement at its beginning may belong to the introduction."""
    for first, last in reversed(_runs(kinds)):
        yield [(first, last)]
        if _STATEMENT.match(text.text, text.starts[first], text.end_of(first)):
            yield [(first + 1, last)]


def _runs(kinds: Kinds) -> list[Span]:
    """Successive questions, with up to one paragraph between two; a lead-in separates."""
    runs: list[Span] = []
    for place, kind in enumerate(kinds):
        if kind not in ASKING:
            continue
        if runs and place - runs[-1][1] <= 1 and kinds[place - 1] != "leads":
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return runs


def _units(kinds: Kinds, spans: Iterable[Span], *, each: bool) -> list[Span]:
    """The paragraphs of each question; with `each`, dependent ones are questions too."""
    units: list[Span] = []
    for first, last in spans:
        alone = ASKING if each else {"asks"}
        places = [place for place in range(first, last) if kinds[place] in alone or place == first]
        units += pairwise([*places, last])
    return units


def bulleted(text: QuestionText, found: Iterable[Number]) -> list[Item]:
    """The bulleted questions of a text: of all its lists those that ask."""
    groups: list[list[Item]] = []
    for bullet in (number for number in found if number.kind == "bullet"):
        paragraph = text.paragraph_at(bullet.start)
        item = Item(None, bullet.start, bullet.end, text.end_of(paragraph))
        if groups and paragraph - text.paragraph_at(groups[-1][-1].start) <= 1:
            groups[-1][-1:] = [replace(groups[-1][-1], end=bullet.start), item]
        elif bullet.place == "paragraph" or text.text[bullet.start - 1] == "\n":
            groups.append([item])
    asking = [group for group in groups if text.asking(group) * 2 >= len(group)]
    if not text.marks:
        asking = [group for group in groups[-1:] if text.is_led_in(group[0].start)]
    return [item for group in asking for item in group]


def with_bullets(item: Item, text: QuestionText, found: Iterable[Number]) -> Item:
    """The last numbered question with the bullets directly after it; what follows closes."""
    paragraph = text.paragraph_at(max(item.end - 1, item.start))
    if item.end < text.end_of(paragraph):
        return item
    with_bullet = {text.paragraph_at(number.start) for number in found if number.kind == "bullet"}
    while paragraph + 1 in with_bullet:
        paragraph += 1
    return replace(item, end=text.end_of(paragraph))
