"""The sub-questions of a question, and the same labels for them in both languages."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, get_args

from schemas.codes import Language, Numbering
from tasks.extract.answers.starts import counted_in
from tasks.extract.paragraphs import RunningText, any_word_of
from tasks.extract.questions.behind import Others, with_questions_behind
from tasks.extract.questions.kinds import ASKING, ParagraphKind, kinds_of
from tasks.extract.questions.numbering import Mark, MarkKind, marks
from tasks.extract.questions.sublists import Item, Questions, best_chain, items_of, other_lists, paragraphs_of
from tasks.extract.questions.unnumbered import FEWEST, bulleted, unnumbered, with_bullets

MOST_OF_LEAD = 300
"""Letters before a list searched for asking words."""


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


class _QuestionList(NamedTuple):
    """A list of questions: its items, its top numbers, and the other lists."""

    items: list[Item]
    chain: tuple[Mark, ...]
    others: list[list[Mark]]


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
    running = RunningText.of(paragraphs)
    kinds = kinds_of(running)
    found = list(marks(running))
    items, chain, others = _question_list(running, found, kinds, answer)
    left_out = {running.paragraph_at(mark.start) for mark in itertools.chain.from_iterable(others)}
    if items:
        items = with_questions_behind(items, chain, running, kinds, Others(left_out, answer))
    labels = (tuple(mark.label or "" for mark in other) for other in others)
    return Asked(tuple(_subquestion(item, running) for item in items), tuple(labels))


def asked_before_cut(paragraphs: Sequence[str], answer: Sequence[str] = ()) -> Asked:
    """The sub-questions of a text (at least one paragraph) that breaks off, without the one that is cut."""
    found = asked_in((*paragraphs[:-1], f"{paragraphs[-1]} ?"), answer)
    is_cut = found.items and found.items[-1].last == len(paragraphs)
    return found._replace(items=found.items[:-1]) if is_cut else found


def _question_list(
    running: RunningText, found: Sequence[Mark], kinds: Sequence[ParagraphKind], answer: Sequence[str]
) -> _QuestionList:
    """The list of questions of a text: numbers, unless only bullets or bare paragraphs ask."""
    questions = Questions(running)
    numbered = _numbered(running, found, questions)
    if numbered.items:
        numbered.items[-1] = with_bullets(numbered.items[-1], running, found)
    if questions.asking(numbered.items):
        return numbered
    if bullets := bulleted(running, found, questions, _is_led_in):
        return _QuestionList(bullets, (), [])
    several = sum(kind in ASKING for kind in kinds) >= FEWEST
    if several and (inferred := unnumbered(running, kinds, counted_in(answer))):
        return _QuestionList(inferred, (), [])
    return numbered


def _subquestion(item: Item, running: RunningText) -> SubQuestion:
    first, last = paragraphs_of(item, running)
    return SubQuestion(item.label, running.text[item.text : item.end].strip(), first, last, item.numbering)


def _numbered(running: RunningText, found: Sequence[Mark], questions: Questions) -> _QuestionList:
    best = _QuestionList([], (), [])
    for kind in get_args(MarkKind)[:-1]:
        tops = list(_tops([mark for mark in found if mark.kind == kind]))
        chain = best_chain(tops, running, questions)
        items = items_of(chain, found, running)
        if (
            items
            and _asks(items, chain, running, questions)
            and _worth(items, questions) > _worth(best.items, questions)
        ):
            best = _QuestionList(items, chain, other_lists(tops, chain, running, questions))
    return best


def _tops(of_kind: Sequence[Mark]) -> Iterator[Mark]:
    """The marks of a kind without those that repeat the number above them: '1)' and then '1a)', '1b)'."""
    before: Mark | None = None
    for mark in of_kind:
        if mark.below and before and before.value == mark.value:
            continue
        yield mark
        before = mark


def _worth(items: Sequence[Item], questions: Questions) -> tuple[int, int]:
    return questions.asking(items), len(items)


def _asks(items: Sequence[Item], chain: Sequence[Mark], running: RunningText, questions: Questions) -> bool:
    """Whether a list is one of questions, not of reasons, articles or figures."""
    first, asking = chain[0], _asking_numbers(items, chain, running, questions)
    if len(chain) == 1:
        return asking > 0 and first.kind == "number" and first.place == "paragraph" and first.form != ""
    led_in = _is_led_in(running, items[0].start)
    if first.form == "" or first.place != "paragraph":  # without mark, or inside a sentence
        return asking * 2 > len(chain) or (led_in and first.form != "")
    return asking > 0 or led_in or not questions.offsets


def _asking_numbers(
    items: Sequence[Item], chain: Sequence[Mark], running: RunningText, questions: Questions
) -> int:
    """How many numbers ask, themselves or through the letters below them."""
    ends = [*(mark.start for mark in chain[1:]), items[-1].end]
    return sum(
        questions.between(mark.end, end) > 0
        or any_word_of("asking").match(running.text, mark.end) is not None
        for mark, end in zip(chain, ends, strict=True)
    )


def _is_led_in(running: RunningText, start: int) -> bool:
    """Whether the words before a list ask for something."""
    return any_word_of("asking").search(running.text, max(0, start - MOST_OF_LEAD), start) is not None


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
    source = max(first, second, key=_trust)
    return _labelled(dutch, source), _labelled(french, source)


def _trust(items: Sequence[SubQuestion]) -> int:
    """How trusted a version's labels are for both: printed ones more than inferred ones."""
    if not all(item.label for item in items):
        return 0
    return 1 + all(item.numbering == "printed" for item in items)


def _labelled(items: Sequence[SubQuestion], source: Sequence[SubQuestion]) -> tuple[SubQuestion, ...]:
    return tuple(replace(item, label=other.label) for item, other in zip(items, source, strict=True))
