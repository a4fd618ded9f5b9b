"""What a part of an answer gives: something on the matter, a referral, or why there is nothing."""

import re
from collections.abc import Iterator, Sequence

from schemas.codes import AnswerKind
from tasks.extract.answers.phrases import Excuse, excuse_of, is_courtesy
from tasks.extract.paragraphs import is_abbreviated, plain

LONGEST = 3000
"""Whatever is longer says something on the matter; so the time does not grow with the text."""

_END = re.compile(r"(?<=[.?!…])[\"”»)]?\s+(?=[A-ZÀ-ÖØ-Þ\d\"“«(])|;\s+|\n\s*\n")


def answer_kind(text: str) -> tuple[AnswerKind, str | None]:
    """The kind of a part of an answer, and the letters that show it (None for substance).

    A part that refers, declines or excuses and says something on the matter besides is substance.

    Args:
        text: Of the part, without its number.
    """
    found = list(_excuses(text)) if len(text) <= LONGEST else []
    shown = _telling([excuse for excuse in found if excuse]) if None not in found else None
    return (shown.kind, text[shown.start : shown.end]) if shown else ("substance", None)


def _excuses(text: str) -> Iterator[Excuse | None]:
    """The excuse of each sentence, and None, at the end, for the first that says something on the matter."""
    for start, end in _sentences(text):
        sentence = plain(text[start:end])
        excuse = excuse_of(sentence)
        if excuse:
            yield Excuse(excuse.kind, start + excuse.start, start + excuse.end)
        elif not is_courtesy(sentence):
            yield None
            return


def _telling(found: Sequence[Excuse]) -> Excuse | None:
    """The first excuse counts, but for missing figures that are promised: the text is not there yet."""
    first = found[0] if found else None
    if first and first.kind == "no_data":
        return next((one for one in found if one.kind == "placeholder"), first)
    return first


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence."""
    start = 0
    for found in _END.finditer(text):
        if is_abbreviated(text, found.start()):
            continue
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
