"""From the blocks of one page to what it says of its question."""

from tasks.read.page import read_capture
from tasks.read.shown import shows_question

__all__ = ["read_capture", "shows_question"]
