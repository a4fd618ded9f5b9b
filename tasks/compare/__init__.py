"""What pages tell of each other: sisters confirm letters and part titles; what all share is the site's."""

from tasks.compare.furniture import (
    Endings,
    PageEnding,
    page_ending,
    shared_endings,
    without_endings,
    without_shared_endings,
)
from tasks.compare.sisters import compare_sisters

__all__ = [
    "Endings",
    "PageEnding",
    "compare_sisters",
    "page_ending",
    "shared_endings",
    "without_endings",
    "without_shared_endings",
]
