"""Sub-questions and answer parts of the gold cases from which rules may be written."""

from collections.abc import Iterator
from itertools import zip_longest

import pytest

from schemas.codes import LANGUAGES
from tasks.extract import AnswerPart, answer_parts, subquestions
from tests.gold.cases import MarkedText, cases

FLOOR = 0.99
"""The share that must come out as marked; all of them did when this was written."""

Piece = tuple[object, ...]
Pair = tuple[str, Piece | None, Piece | None]


def versions(language: str) -> Iterator[tuple[MarkedText, MarkedText | None]]:
    for case in cases("tuning"):
        texts = {text.part: text for text in case if text.language == language}
        yield texts["question"], texts.get("answer")


def split(language: str) -> Iterator[Pair]:
    """Each sub-question as marked and as found: label, numbering and text."""
    for question, answer in versions(language):
        marked = [(" ".join(part.labels) or None, part.numbering, part.text) for part in question.parts]
        items = subquestions(question.paragraphs, answer.paragraphs if answer else ())
        found = [(item.label, item.numbering, item.text) for item in items]
        yield from ((question.case, *pair) for pair in zip_longest(marked, found))


def printed(part: AnswerPart) -> str:
    """The number as marked: words that belong to the sentence stand in the text."""
    return "" if not part.label or part.text.startswith(part.label) else part.label


def alignment(language: str) -> Iterator[Pair]:
    """Each part as marked and as found: printed label, what it answers, kind and text."""
    for question, answer in versions(language):
        if answer is None:
            continue
        items = subquestions(question.paragraphs, answer.paragraphs)
        labels = [item.label for item in items if item.label]
        marked = [(part.printed, part.labels, part.kind, part.text) for part in answer.parts]
        parts = answer_parts(answer.paragraphs, labels)
        found = [(printed(part), part.answers, part.kind, part.text) for part in parts]
        yield from ((answer.case, *pair) for pair in zip_longest(marked, found))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", [split, alignment])
def test_gold_cases_come_out_as_marked(measure, language):
    pairs = list(measure(language))
    wrong = [pair for pair in pairs if pair[1] != pair[2]]
    assert len(pairs) > 100, "the cases are there"
    assert 1 - len(wrong) / len(pairs) >= FLOOR, wrong
