"""Questions without numbers: bullets, and paragraphs that ask, after a lead-in or counted by the answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.extract.answers.starts import counted_in
from tasks.extract.questions.lists import Number, items_of
from tasks.extract.questions.question_text import Item, QuestionText

FEWEST = 2
"""A single question is no list."""
_RUN = r"[ad](?:[^adl]?[ad])*+"
"""Successive questions, as first letters of the kinds of paragraphs, with up to one paragraph between two."""
_LED_IN = re.compile(rf"(?:l{_RUN})++(?=[trl]*+\Z)")
"""Runs that end a text, each after a lead-in."""
_ALONE, _EACH = re.compile(r"[ad][^a]*"), re.compile(r"[ad][^ad]*")
"""The paragraphs of one question: 'Zo ja, welke?' continues it, or is one too."""
_STATEMENT = re.compile(r"[^?]*?[.!…]\s+[A-ZÀ-ÖØ-Þ]")

Span = tuple[int, int]
"""Paragraphs, half-open."""


def unnumbered(text: QuestionText, answer: Sequence[str]) -> list[Item]:
    """The questions of a text without numbers, labelled in order; none for prose.

    They follow a lead-in with only thanks and requests after them, or are as many as the answer has numbers.
    'Zo ja, welke?' continues the previous question, unless the answer counts it.
    """
    if len(text.marks) < FEWEST:
        return []
    kinds = "".join(text.kind(place)[0] for place in range(len(text.starts)))
    end = _LED_IN.search(kinds)
    led = [run.span() for run in re.compile(_RUN).finditer(kinds, end.start())] if end else []
    while led and kinds.count("a", *led[0]) < FEWEST:
        led.pop(0)
    counted = counted_in(answer) if sum(map(kinds.count, "ad")) >= FEWEST else 0
    runs = [led, *_runs(text, kinds)] if counted >= FEWEST else []
    tries = [_units(kinds, run, each) for run in runs for each in (_ALONE, _EACH)]
    units = next((units for units in tries if len(units) == counted), _units(kinds, led, _ALONE))
    return [
        Item(str(number), text.starts[first], text.starts[first], text.end_of(last - 1), "inferred")
        for number, (first, last) in enumerate(units, 1)
    ]


def _runs(text: QuestionText, kinds: str) -> list[list[Span]]:
    """Each run of questions, the last first; a statement at its beginning may belong to the introduction."""
    runs: list[list[Span]] = []
    for first, last in (run.span() for run in re.finditer(_RUN, kinds)):
        if _STATEMENT.match(text.text, text.starts[first], text.end_of(first)):
            runs.insert(0, [(first + 1, last)])
        runs.insert(0, [(first, last)])
    return runs


def _units(kinds: str, spans: Iterable[Span], one: re.Pattern[str]) -> list[Span]:
    return [found.span() for span in spans for found in one.finditer(kinds, *span)]


def bulleted(text: QuestionText, found: Iterable[Number]) -> list[Item]:
    """The bulleted questions of a text: of all its lists those that ask."""
    groups: list[list[Number]] = []
    for bullet in (number for number in found if number.kind == "bullet"):
        if groups and text.paragraph_at(bullet.start) - text.paragraph_at(groups[-1][-1].start) <= 1:
            groups[-1].append(bullet)
        elif bullet.place == "paragraph" or text.text[bullet.start - 1] == "\n":
            groups.append([bullet])
    lists = [items_of(group, group, text) for group in groups]
    if not text.marks:
        lists = [items for items in lists[-1:] if text.is_led_in(items[0].start)]
    return [
        item for items in lists if text.asking(items) * 2 >= len(items) or not text.marks for item in items
    ]


def with_bullets(item: Item, text: QuestionText, found: Iterable[Number]) -> Item:
    """The last numbered question with the bullets directly after it; what follows closes."""
    paragraph = text.paragraph_at(max(item.end - 1, item.start))
    if item.end < text.end_of(paragraph):
        return item
    with_bullet = {text.paragraph_at(number.start) for number in found if number.kind == "bullet"}
    while paragraph + 1 in with_bullet:
        paragraph += 1
    return replace(item, end=text.end_of(paragraph))
