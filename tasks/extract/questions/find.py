"""The sub-questions of a question, and the same labels for them in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from schemas.codes import Language, Numbering
from tasks.extract.questions.lists import QuestionList, numbered, numbers_of
from tasks.extract.questions.question_text import Item, QuestionText
from tasks.extract.questions.unnumbered import bulleted, unnumbered, with_bullets, with_questions_behind


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
    items = with_questions_behind(listed, text, answer) if listed.items else []
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
        best.items[-1] = with_bullets(best.items[-1], text, found)
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
