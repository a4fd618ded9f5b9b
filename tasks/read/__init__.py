"""From the blocks of one page to what it says of its question."""

from tasks.read.page import quarantined, read_capture, refused, require_little
from tasks.read.shown import shown_question, shows_question

__all__ = [
    "quarantined",
    "read_capture",
    "refused",
    "require_little",
    "shown_question",
    "shows_question",
]
