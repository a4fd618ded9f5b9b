"""Labels that an extraction joined to the text after them, split where the page confirms it.

A sentence can begin like a label, so a line is split only when the page lacks that label and the line's
number or date is the page's own.
"""

from collections.abc import Collection, Sequence
from datetime import date

from schemas.codes import LANGUAGES
from tasks.read.text.dates import parse_date
from tasks.read.text.frame import Frame, find_frame
from tasks.read.text.lines import Line
from tasks.read.text.patterns import LONGEST_LABEL, begins_with_label, first_word_pattern


def split_question_label(lines: Sequence[Line], frame: Frame) -> tuple[Sequence[Line], Frame]:
    """The page with its question line split from the text after it, if it has no other."""
    if frame.questions or not frame.numbers:
        return lines, frame
    legislature, number = frame.numbers[-1].number or (0, 0)
    for at in _possible_lines(lines, frame.numbers[-1].end, "question"):
        for language in LANGUAGES:
            found = begins_with_label("question", language, lines[at].text[:LONGEST_LABEL])
            if found and (int(found["legislature"]), int(found["number"])) == (legislature, number):
                split = _split_line(lines, at, found.end())
                return split, find_frame(split)
    return lines, frame


def split_answer_label(
    lines: Sequence[Line], frame: Frame, answered: Collection[date]
) -> tuple[Sequence[Line], Frame]:
    """The page with its answer line split off, if it has no other, on a day `answered` by the chronology."""
    if frame.answers or not frame.questions or not answered:
        return lines, frame
    for at in _possible_lines(lines, frame.questions[-1].end, "answer"):
        for language in frame.languages:
            found = begins_with_label("answer", language, lines[at].text[:LONGEST_LABEL])
            if found and parse_date(found["date"]) in answered:
                split = _split_line(lines, at, found.end())
                return split, find_frame(split)
    return lines, frame


def _possible_lines(lines: Sequence[Line], first: int, kind: str) -> list[int]:
    may_begin = first_word_pattern(kind).match
    return [at for at in range(first, len(lines)) if may_begin(lines[at].text)]


def _split_line(lines: Sequence[Line], at: int, end: int) -> list[Line]:
    line = lines[at]
    label, text = line.text[:end].strip(), line.text[end:].strip()
    pieces = [line._replace(text=piece, label=" ".join(piece.split())) for piece in (label, text)]
    return [*lines[:at], *pieces, *lines[at + 1 :]]
