"""Searching the questions of a release by words: `senate.sqlite`, SQLite's full-text index.

What builds the index is in `tasks.search.build`, which needs DuckDB; searching needs SQLite alone.
"""

from tasks.search.find import Found, Hit, Passage, search
from tasks.search.words import Wanted, understood

__all__ = ["Found", "Hit", "Passage", "Wanted", "search", "understood"]
