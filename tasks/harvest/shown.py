"""Which question a page shows, by the number that it prints."""

from tasks.decode import UndecodableError, decode_page
from tasks.read.frame import find_frame
from tasks.read.lines import page_lines

Question = tuple[int, int]
"""Legislature and number."""


def shown_question(content: bytes) -> Question | None:
    """The question whose number a page prints; None when it prints none, or is no page."""
    try:
        frame = find_frame(page_lines(decode_page(content).blocks))
    except UndecodableError:
        return None
    return next((marker.number for marker in (*frame.numbers, *frame.questions) if marker.number), None)
