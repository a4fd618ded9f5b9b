"""The parts of an answer, and which sub-questions each of them answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from schemas.codes import AnswerKind
from tasks.extract.answers.answer_kinds import answer_kind, kind_before_cut
from tasks.extract.answers.starts import Start, starts_of
from tasks.extract.paragraphs import RunningText

_MARK = re.compile(r"(?:^|(?<=[.?!;])\s)\(?\w{0,3}\s?[.)°]{0,2}$")


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One part of an answer."""

    label: str | None  # as printed; for ordinals the words, which the text keeps; None for prose
    answers: tuple[str, ...]  # the sub-questions it answers, in order
    text: str  # without the numbering
    kind: AnswerKind | None  # None for a part that breaks off before it shows its kind
    evidence: str | None  # the letters that show the kind; None for substance


def answer_parts(
    paragraphs: Sequence[str], labels: Sequence[str], *, is_cut: bool = False
) -> tuple[AnswerPart, ...]:
    """Split an answer by its numbering; an answer in prose is one part that answers all.

    Text before the first number of a numbered answer is in no part. `labels` are those of the numbered
    sub-questions, in order; other numbers of the answer, or numbers that do not continue, do not split it.
    """
    if is_cut:
        return _parts_before_cut(answer_parts(_without_mark(paragraphs), labels))
    running = RunningText.of(paragraphs)
    starts = starts_of(running, labels)
    parts = tuple(_parts(running, starts, labels))
    if parts or not running.text:
        return parts
    return (_part(None, tuple(labels), running.text),)


def _parts_before_cut(parts: Sequence[AnswerPart]) -> tuple[AnswerPart, ...]:
    """The parts of an answer that breaks off in the last one; none without numbers, which may follow."""
    if not parts or parts[-1].label is None:
        return ()
    return (*parts[:-1], replace(parts[-1], kind=kind_before_cut(parts[-1].text), evidence=None))


def _without_mark(paragraphs: Sequence[str]) -> Sequence[str]:
    """The paragraphs without a number, or the beginning of a word, that ends them."""
    *before, last = paragraphs
    kept = _MARK.sub("", last).rstrip(" ,;")  # an item of an enumeration would end so
    return (*before, kept) if kept else tuple(before)


def _parts(running: RunningText, starts: Sequence[Start], labels: Sequence[str]) -> Iterator[AnswerPart]:
    owners = {label: position for position, start in enumerate(starts) for label in start.named.labels}
    for position, (start, following) in enumerate(zip_longest(starts, starts[1:])):
        end = following.mark.start if following else len(running.text)
        text = running.text[start.mark.end : end].strip()
        if text:
            answers = tuple(
                label
                for label in start.named.answers
                if label in labels and owners.get(label, position) == position
            )
            yield _part(start.mark.label, answers, text)


def _part(label: str | None, answers: tuple[str, ...], text: str) -> AnswerPart:
    kind, evidence = answer_kind(text)
    return AnswerPart(label, answers, text, kind, evidence)
