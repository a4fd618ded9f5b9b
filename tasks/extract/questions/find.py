"""The sub-questions of a question, and the same labels for them in both languages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from schemas.codes import Language, Numbering
from tasks.extract.answers.answer_parts import counted_in
from tasks.extract.numbering import ORDERS
from tasks.extract.questions.lists import Number, QuestionList, items_of, numbered, numbers_of
from tasks.extract.questions.question_text import Item, QuestionText

FEWEST = 2  # questions of a list
_RUN = r"[ad](?:[^adl]?[ad])*+"
"""Successive questions, as first letters of the kinds of paragraphs, with up to one paragraph between two."""
_LED_IN = re.compile(rf"(?:l{_RUN})++(?=[trl]*+\Z)")  # runs that end a text, each after a lead-in
_ALONE, _EACH = re.compile(r"[ad][^a]*"), re.compile(r"[ad][^ad]*")
"""The paragraphs of one question: 'Zo ja, welke?' continues it, or is one too."""
_STATEMENT = re.compile(r"[^?]*?[.!…]\s+[A-ZÀ-ÖØ-Þ]")


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
        Item(str(number), text.starts[first], text.starts[first], text.ends[last - 1], "inferred")
        for number, (first, last) in enumerate(units, 1)
    ]


def _runs(text: QuestionText, kinds: str) -> list[list[tuple[int, int]]]:
    """Each run of questions, the last first; a statement at its beginning may belong to the introduction."""
    runs: list[list[tuple[int, int]]] = []
    for first, last in (run.span() for run in re.finditer(_RUN, kinds)):
        if _STATEMENT.match(text.text, text.starts[first], text.ends[first]):
            runs.insert(0, [(first + 1, last)])
        runs.insert(0, [(first, last)])
    return runs


def _units(kinds: str, spans: list[tuple[int, int]], one: re.Pattern[str]) -> list[tuple[int, int]]:
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
    asking = [items for items in lists if text.asking(items) * 2 >= len(items)]
    if not text.marks:
        asking = [items for items in lists[-1:] if text.is_led_in(items[0].start)]
    return [item for items in asking for item in items]


def _with_bullets(item: Item, text: QuestionText, found: Iterable[Number]) -> Item:
    """The last numbered question with the bullets directly after it; what follows closes."""
    paragraph = text.paragraph_at(max(item.end - 1, item.start))
    with_bullet = {text.paragraph_at(number.start) for number in found if number.kind == "bullet"}
    while paragraph + 1 in with_bullet:
        paragraph += 1
    return item._replace(end=text.ends[paragraph])


def _with_questions_behind(listed: QuestionList, text: QuestionText, answer: Sequence[str]) -> list[Item]:
    """The items of a list with every question after it, but without thanks and other closing words.

    A question after the last number belongs to it. It is separate, with the next number, when it begins with
    words such as 'Ten slotte', follows the thanks, or has a number in the answer.
    """
    found, chain = [*listed.items], listed.chain
    kind, reached = (chain[-1].kind, chain[-1].value) if chain else ("number", len(found))
    labels = iter(list(ORDERS[kind])[reached:] if found[-1].label else ())
    first = text.paragraph_at(max(found[-1].end - 1, found[-1].start)) + 1
    left_out = {text.paragraph_at(number.start) for other in listed.others for number in other}
    later = {place for place in range(first, len(text.starts)) if place not in left_out}
    asking = {place for place in later if text.asks(text.starts[place], text.ends[place])}
    counted = {place for place in asking if text.kind(place)[0] in "ad"}
    if counted and len(counted) != counted_in(answer) - reached:
        counted.clear()
    state = _without_thanks(found, found.pop(), text)
    for place in range(first, max(asking, default=-1) + 1):
        start, end = text.starts[place], text.ends[place]
        if place in left_out:
            state = "left out"
        elif place not in asking:
            state = "closed" if state == "open" and text.kind(place) == "thanks" else state
        elif state == "closed" or place in counted or text.begins("further", start):
            if state == "open":
                _without_thanks(found, found.pop()._replace(end=text.ends[place - 1]), text)
            state = _without_thanks(found, Item(next(labels, None), start, start, end, "inferred"), text)
        elif state == "open":
            state = _without_thanks(found, found.pop()._replace(end=end), text)
    return found


def _without_thanks(found: list[Item], item: Item, text: QuestionText) -> str:
    """Add an item without thanks at its end, after which it does not continue."""
    end = text.thanks_at(item.text, item.end)
    found.append(item._replace(end=end))
    return "open" if end == item.end else "closed"


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """One sub-question: its label (None for bullets), its text, and its paragraphs (half-open)."""

    label: str | None
    text: str
    first: int
    last: int
    numbering: Numbering = "printed"


class Asked(NamedTuple):
    """The sub-questions of a question, in order.

    `left_out` has the labels of each other list whose numbers start again and ask; it has no sub-questions.
    """

    items: tuple[SubQuestion, ...]
    left_out: tuple[tuple[str, ...], ...]


def subquestions(paragraphs: Sequence[str], answer: Sequence[str] = ()) -> tuple[SubQuestion, ...]:
    """The sub-questions of a question, as `asked_in` finds them."""
    return asked_in(paragraphs, answer).items


def asked_in(paragraphs: Sequence[str], answer: Sequence[str] = ()) -> Asked:
    """The sub-questions of a question: numbered, bulleted or a run of questions; none for plain prose.

    Of several numbered lists the one with most questions counts, of two equal ones the later. Text without a
    number between two sub-questions belongs to the first of them. A number with its own text is listed
    besides the letters below it: '1', '1a', '1b'. The numbers of the answer show how many questions there
    are.
    """
    text = QuestionText.of(paragraphs)
    listed = _question_list(text, answer)
    items = _with_questions_behind(listed, text, answer) if listed.items else []
    labels = (tuple(number.label for number in other) for other in listed.others)
    return Asked(tuple(_subquestion(item, text) for item in items), tuple(labels))


def asked_before_cut(paragraphs: Sequence[str], answer: Sequence[str] = ()) -> Asked:
    """The sub-questions of a text (at least one paragraph) that breaks off, without the one that is cut."""
    found = asked_in((*paragraphs[:-1], f"{paragraphs[-1]} ?"), answer)
    is_cut = found.items and found.items[-1].last == len(paragraphs)
    return found._replace(items=found.items[:-1]) if is_cut else found


def _question_list(text: QuestionText, answer: Sequence[str]) -> QuestionList:
    """The list of questions of a text: numbers, unless only bullets or bare paragraphs ask."""
    found = list(numbers_of(text))
    best = numbered(text, found)
    if best.items:
        best.items[-1] = _with_bullets(best.items[-1], text, found)
    others = [] if text.asking(best.items) else bulleted(text, found) or unnumbered(text, answer)
    return QuestionList(others) if others else best


def _subquestion(item: Item, text: QuestionText) -> SubQuestion:
    inside = text.text[item.text : item.end]
    last = max(item.start, item.text + len(inside.rstrip()) - 1)
    paragraphs = text.paragraph_at(item.start), text.paragraph_at(last) + 1
    return SubQuestion(item.label, inside.strip(), *paragraphs, item.numbering)


def aligned(
    dutch: Sequence[SubQuestion], french: Sequence[SubQuestion], original: Language | None = None
) -> tuple[tuple[SubQuestion, ...], tuple[SubQuestion, ...]]:
    """The sub-questions of both versions of a question, in order; equally many get the same labels.

    A translation sometimes has its own numbering ('a)' for '1)', bullets for numbers). Then both versions get
    the labels of the original language (Dutch when unknown); a version without labels, or with inferred ones,
    takes those of the other, since answers name them.
    """
    if len(dutch) != len(french):
        return tuple(dutch), tuple(french)
    first, second = (french, dutch) if original == "fr" else (dutch, french)
    source = max(first, second, key=lambda items: min(map(_trust, items), default=0))
    return _labelled(dutch, source), _labelled(french, source)


def _trust(item: SubQuestion) -> int:
    """How trusted a label is for both versions: a printed one more than an inferred one."""
    return 1 + (item.numbering == "printed") if item.label else 0


def _labelled(items: Sequence[SubQuestion], source: Sequence[SubQuestion]) -> tuple[SubQuestion, ...]:
    return tuple(replace(item, label=other.label) for item, other in zip(items, source, strict=True))
