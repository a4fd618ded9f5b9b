"""Whether a page shows a question at all, without reading it."""

from schemas.records import DecodedPage
from tasks.read.bulletin import find_bulletin_question
from tasks.read.frame import find_frame
from tasks.read.lines import page_lines


def shows_question(page: DecodedPage) -> bool:
    """Whether a page has the line that numbers a question, or opens its text, in any of its forms."""
    lines = page_lines(page.blocks)
    frame = find_frame(lines)
    return bool(frame.numbers or frame.questions) or find_bulletin_question(lines) is not None
