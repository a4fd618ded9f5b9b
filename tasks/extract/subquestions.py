"""The sub-questions of a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.extract.numbering import Numbering, label_of, numberings

SHORTEST_UNMARKED = 12
"""A number without mark opens a sub-question only before so many letters: table cells are shorter."""


MOST_LISTS = 40
"""Lists of one question that are looked at; no question has so many."""


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """One sub-question: its label (None for bullets), its text, and its paragraphs (half-open)."""

    label: str | None
    text: str
    first: int
    last: int


def subquestions(paragraphs: Sequence[str]) -> tuple[SubQuestion, ...]:
    """The numbered sub-questions of a question, or else its bullets; () for plain prose.

    Of several numbered lists the one with the most questions in it counts, of two alike the later one.
    Paragraphs without number between two sub-questions belong to the first of them.
    """
    starts = [
        (at, kind)
        for at, paragraph in enumerate(paragraphs)
        for kind in ("number", "numeral", "letter")
        if _begins_list(paragraph, kind)
    ]
    runs = [_run(paragraphs, at, kind) for at, kind in starts[:MOST_LISTS]]
    if not runs:
        return _bullets(paragraphs)
    best = max(runs, key=lambda run: (_questions(run), len(run), run[0].first))
    return best if _questions(best) or len(best) > 1 else ()


def _questions(run: Sequence[SubQuestion]) -> int:
    return sum("?" in item.text for item in run)


def _run(paragraphs: Sequence[str], start: int, kind: str) -> tuple[SubQuestion, ...]:
    """The list that begins at a paragraph with the first number of a kind."""
    items: list[SubQuestion] = []
    value = letter = 0
    for at in range(start, len(paragraphs)):
        step = _next_step(paragraphs[at], kind, value, letter)
        if step is None:
            continue
        value, letter, end = step
        label = label_of(kind, value) + (chr(96 + letter) if letter else "")
        if items:
            items[-1] = _until(items[-1], paragraphs, at)
        items.append(SubQuestion(label, paragraphs[at][end:].strip(), at, at + 1))
    if items:
        items[-1] = _with_bullets(items[-1], paragraphs)
    return tuple(items)


def _begins_list(paragraph: str, kind: str) -> bool:
    first = _reading(paragraph, kind)
    return first is not None and first.value == 1 and first.marked and first.letter <= 1


def _reading(paragraph: str, kind: str) -> Numbering | None:
    return next((n for n in numberings(paragraph) if n.kind == kind), None)


def _next_step(paragraph: str, kind: str, value: int, letter: int) -> tuple[int, int, int] | None:
    """The number and letter that a paragraph goes on with, and where its text begins."""
    found = _reading(paragraph, kind)
    if found and _fits(found, paragraph, value, letter):
        return found.value, found.letter, found.end
    below = _reading(paragraph, "letter") if kind != "letter" and value else None
    if below and below.value == letter + 1:
        return value, below.value, below.end
    return None


def _fits(found: Numbering, paragraph: str, value: int, letter: int) -> bool:
    if found.letter and found.value == value:
        return found.letter == letter + 1
    if found.value != value + 1 or found.letter > 1:
        return False
    text = paragraph[found.end :]
    return found.marked or (len(text) >= SHORTEST_UNMARKED and text[0].isupper())


def _until(item: SubQuestion, paragraphs: Sequence[str], end: int) -> SubQuestion:
    text = "\n\n".join([item.text, *paragraphs[item.last : end]])
    return replace(item, text=text, last=end)


def _with_bullets(item: SubQuestion, paragraphs: Sequence[str]) -> SubQuestion:
    """The last sub-question with the bullets that follow it at once; what comes behind is closing text."""
    end = item.last
    while end < len(paragraphs) and _reading(paragraphs[end], "bullet"):
        end += 1
    return _until(item, paragraphs, end) if end > item.last else item


def _bullets(paragraphs: Sequence[str]) -> tuple[SubQuestion, ...]:
    found = tuple(_bullet_items(paragraphs))
    return found if _questions(found) else ()


def _bullet_items(paragraphs: Sequence[str]) -> Iterator[SubQuestion]:
    for at, paragraph in enumerate(paragraphs):
        bullet = _reading(paragraph, "bullet")
        if bullet:
            yield SubQuestion(None, paragraph[bullet.end :].strip(), at, at + 1)
