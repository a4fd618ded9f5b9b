"""Which question some bytes show, if any, without reading the whole page: for those who fetch pages."""

from collections.abc import Iterator
from contextlib import suppress

from schemas.question_number import QuestionNumber
from tasks.decode import UndecodableError, decode_page
from tasks.read.bulletin import find_bulletin_question
from tasks.read.text.frame import find_frame
from tasks.read.text.lines import Line, page_lines

_BEGINNING = 4_000
"""Bytes at the start of a page in which the number of its question stands, unless a menu is long."""


def shows_question(content: bytes) -> bool:
    """Whether a page has the line that numbers a question, or opens its text, in any of its forms."""
    return any(_has_question(lines) for lines in _lines(content))


def shown_question(content: bytes) -> QuestionNumber | None:
    """Legislature and number that a page prints; None when it prints none, or is no page."""
    return next((number for lines in _lines(content) if (number := _number(lines))), None)


def _lines(content: bytes) -> Iterator[list[Line]]:
    """The lines of the beginning, which mostly suffice, and those of the whole."""
    for part in (content[:_BEGINNING], content) if len(content) > _BEGINNING else (content,):
        with suppress(UndecodableError):
            yield page_lines(decode_page(part).blocks)


def _has_question(lines: list[Line]) -> bool:
    frame = find_frame(lines)
    return bool(frame.numbers or frame.questions) or find_bulletin_question(lines) is not None


def _number(lines: list[Line]) -> QuestionNumber | None:
    frame = find_frame(lines)
    return next((marker.number for marker in (*frame.numbers, *frame.questions) if marker.number), None)
