"""What pages tell of each other: sisters confirm letters and part titles; what all share is the site's."""

from tasks.compare.furniture import without_shared_endings
from tasks.compare.sisters import compare_sisters

__all__ = ["compare_sisters", "without_shared_endings"]
