"""The parts of an answer, and which sub-questions each of them answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.extract.numbering import Series, expand, series


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One part: its numbering as printed (None for prose), the sub-questions it answers, its text."""

    label: str | None
    answers: tuple[str, ...]
    text: str


def answer_parts(paragraphs: Sequence[str], labels: Sequence[str]) -> tuple[AnswerPart, ...]:
    """Part an answer by its numbering; an answer in prose is one part that answers all.

    Args:
        paragraphs: Of the answer.
        labels: Of the numbered sub-questions, in order; numbers of the answer that are none of them, or
            that do not go on where the last part ended, do not part it.
    """
    if not paragraphs:
        return ()
    starts = _starts(paragraphs, labels)
    if not starts:
        return (AnswerPart(None, tuple(labels), "\n\n".join(paragraphs)),)
    ends = [at for at, _, _ in starts[1:]] + [len(paragraphs)]
    return tuple(
        AnswerPart(
            found.label, answers, "\n\n".join([paragraphs[at][found.end :], *paragraphs[at + 1 : end]])
        )
        for (at, found, answers), end in zip(starts, ends, strict=True)
    )


def _below(items: Sequence[tuple[str, str]], labels: Sequence[str], answered: int) -> tuple[str, ...] | None:
    """Letters alone ('b)') under the number that was answered last."""
    number = labels[answered].rstrip("abcdefghijklmnopqrstuvwxyz") if answered >= 0 else ""
    if not number or not all(len(label) == 1 and label.isalpha() for item in items for label in item):
        return None
    return expand([(number + first, number + last) for first, last in items], labels)


def _starts(paragraphs: Sequence[str], labels: Sequence[str]) -> list[tuple[int, Series, tuple[str, ...]]]:
    starts = []
    answered = -1
    counted = 0
    for at, paragraph in enumerate(paragraphs):
        found = series(paragraph)
        if found is None:
            continue
        if labels:
            answers = expand(found.items, labels) or _below(found.items, labels, answered)
            place = min((labels.index(label) for label in answers), default=-1) if answers else -1
            if answers and place > answered:
                answered = max(labels.index(label) for label in answers)
                starts.append((at, found, answers))
        elif found.items[0][0] == str(counted + 1):
            counted = int(found.items[-1][-1]) if found.items[-1][-1].isdigit() else counted + 1
            starts.append((at, found, ()))
    return starts if labels or len(starts) > 1 else []
