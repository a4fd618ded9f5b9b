"""The parts of an answer, and which sub-questions each of them answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from schemas.codes import AnswerKind
from tasks.extract.answers.answer_kinds import answer_kind, kind_before_cut
from tasks.extract.answers.starts import Start, starts_of
from tasks.extract.paragraphs import RunningText

_MARK = re.compile(r"(?:^|(?<=[.?!;])\s)\(?\w{0,3}\s?[.)°]{0,2}$")  # or the beginning of a word


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
        return _parts_before_cut(paragraphs, labels)
    running = RunningText.of(paragraphs)
    parts = tuple(_parts(running, starts_of(running, labels), labels))
    if parts or not running.text:
        return parts
    return (AnswerPart(None, tuple(labels), running.text, *answer_kind(running.text)),)


def _parts_before_cut(paragraphs: Sequence[str], labels: Sequence[str]) -> tuple[AnswerPart, ...]:
    """The parts of an answer that breaks off in the last one; none without numbers, which may follow."""
    *before, last = paragraphs
    kept = _MARK.sub("", last).rstrip(" ,;")  # an item of an enumeration would end so
    parts = answer_parts([*before, kept] if kept else before, labels)
    if not parts or parts[-1].label is None:
        return ()
    return (*parts[:-1], replace(parts[-1], kind=kind_before_cut(parts[-1].text), evidence=None))


def _parts(running: RunningText, starts: Sequence[Start], labels: Sequence[str]) -> Iterator[AnswerPart]:
    owners = {label: start for start in starts for label in start.labels}
    for start, following in zip_longest(starts, starts[1:]):
        end = following.mark.start if following else len(running.text)
        if text := running.text[start.mark.end : end].strip():
            named = (label for label in start.answers if owners.get(label, start) is start)
            answers = tuple(label for label in named if label in labels)
            yield AnswerPart(start.mark.label, answers, text, *answer_kind(text))
