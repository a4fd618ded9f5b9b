"""Bulleted questions, and the bullets that continue the last numbered one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tasks.extract.paragraphs import RunningText
from tasks.extract.questions.numbering import Mark
from tasks.extract.questions.sublists import Item, Questions

LedIn = Callable[[RunningText, int], bool]
"""Whether the words before an offset ask for something."""


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
