"""The question that some bytes display, without reading the complete page: for the fetcher."""

from collections.abc import Iterator
from contextlib import suppress

from schemas.question_number import QuestionNumber
from tasks.decode import UndecodableError, decode_page
from tasks.read.bulletin import find_bulletin_question
from tasks.read.text.frame import find_frame
from tasks.read.text.lines import Line, page_lines

_BEGINNING = 4_000
"""Bytes at the start of a page that hold its question's number, unless a menu is long."""


def displays_question(content: bytes) -> bool:
    """Whether a page has the line that numbers a question or opens its text, in any form."""
    frames = ((lines, find_frame(lines)) for lines in _lines(content))
    return any(
        frame.numbers or frame.questions or find_bulletin_question(lines) is not None
        for lines, frame in frames
    )


def displayed_question(content: bytes) -> QuestionNumber | None:
    """Legislature and number printed on a page; None without one."""
    frames = map(find_frame, _lines(content))
    markers = (marker for frame in frames for marker in (*frame.numbers, *frame.questions))
    return next((marker.number for marker in markers if marker.number), None)


def _lines(content: bytes) -> Iterator[list[Line]]:
    """The lines of the beginning, mostly sufficient, and then those of the complete page."""
    for part in (content[:_BEGINNING], content) if len(content) > _BEGINNING else (content,):
        with suppress(UndecodableError):
            yield page_lines(decode_page(part).blocks)
