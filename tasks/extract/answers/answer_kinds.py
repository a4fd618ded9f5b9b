"""The kind of a part of an answer: substance, a referral, or why there is nothing."""

import re
from collections.abc import Iterator, Sequence

from schemas.codes import AnswerKind
from tasks.extract.answers.phrases import Excuse, excuse_of, is_courtesy
from tasks.extract.paragraphs import is_abbreviated, plain

LONGEST = 3000
"""A longer text is substance, which bounds the time."""

_END = re.compile(r"(?<=[.?!…])[\"”»)]?\s+(?=[A-ZÀ-ÖØ-Þ\d\"“«(])|;\s+|\n\s*\n")


def answer_kind(text: str) -> tuple[AnswerKind, str | None]:
    """The kind of a part of an answer, without its number, and the letters that show it.

    There are no such letters for substance. A part that refers, declines or excuses but also has substance is
    substance.
    """
    found = list(_excuses(text)) if len(text) <= LONGEST else []
    decisive = _decisive([excuse for excuse in found if excuse]) if None not in found else None
    return (decisive.kind, text[decisive.start : decisive.end]) if decisive else ("substance", None)


def _excuses(text: str) -> Iterator[Excuse | None]:
    """The excuse of each sentence, and None, at the end, for the first with substance."""
    for start, end in _sentences(text):
        sentence = plain(text[start:end])
        excuse = excuse_of(sentence)
        if excuse:
            yield Excuse(excuse.kind, start + excuse.start, start + excuse.end)
        elif not is_courtesy(sentence):
            yield None
            return


def _decisive(found: Sequence[Excuse]) -> Excuse | None:
    """The first excuse; but missing figures that are promised are a placeholder."""
    first = found[0] if found else None
    if first and first.kind == "no_data":
        return next((one for one in found if one.kind == "placeholder"), first)
    return first


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        if is_abbreviated(text, found.start()):
            continue
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
