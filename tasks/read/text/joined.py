"""Labels that an extraction has run together with the text behind them, parted where the page confirms it.

A sentence can begin like a label, so a line is parted only when the page lacks that label and its number or
its date is the page's own.
"""

from collections.abc import Collection, Sequence
from datetime import date

from schemas.codes import LANGUAGES
from tasks.read.text.dates import parse_date
from tasks.read.text.frame import Frame, find_frame
from tasks.read.text.lines import Line
from tasks.read.text.patterns import LONGEST_LABEL, begins_with_label, first_word_pattern


def with_question_apart(lines: Sequence[Line], frame: Frame) -> tuple[Sequence[Line], Frame]:
    """The page with its question line parted from the text behind it, when it has no question line else."""
    if frame.questions or not frame.numbers:
        return lines, frame
    legislature, number = frame.numbers[-1].number or (0, 0)
    for at in _that_begin(lines, frame.numbers[-1].end, "question"):
        for language in LANGUAGES:
            found = begins_with_label("question", language, lines[at].text[:LONGEST_LABEL])
            if found and (int(found["legislature"]), int(found["number"])) == (legislature, number):
                parted = _parted(lines, at, found.end())
                return parted, find_frame(parted)
    return lines, frame


def with_answer_apart(
    lines: Sequence[Line], frame: Frame, answered: Collection[date]
) -> tuple[Sequence[Line], Frame]:
    """The page with its answer line parted from the text behind it, when it has no answer line else.

    Args:
        lines: The page.
        frame: Its markers.
        answered: Days on which the chronology says that it was answered.
    """
    if frame.answers or not frame.questions or not answered:
        return lines, frame
    for at in _that_begin(lines, frame.questions[-1].end, "answer"):
        for language in frame.languages:
            found = begins_with_label("answer", language, lines[at].text[:LONGEST_LABEL])
            if found and parse_date(found["date"]) in answered:
                parted = _parted(lines, at, found.end())
                return parted, find_frame(parted)
    return lines, frame


def _that_begin(lines: Sequence[Line], first: int, kind: str) -> list[int]:
    """The lines from one on that may begin with a label of a kind."""
    may_begin = first_word_pattern(kind).match
    return [at for at in range(first, len(lines)) if may_begin(lines[at].text)]


def _parted(lines: Sequence[Line], at: int, end: int) -> list[Line]:
    line = lines[at]
    label, text = line.text[:end].strip(), line.text[end:].strip()
    pieces = [line._replace(text=piece, label=" ".join(piece.split())) for piece in (label, text)]
    return [*lines[:at], *pieces, *lines[at + 1 :]]
