"""From the blocks of one page to what it says of its question."""

from tasks.read.page import read_capture

__all__ = ["read_capture"]
