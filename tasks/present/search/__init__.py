"""Searching the questions of a release by words: `senate.sqlite`, SQLite's full-text index.

What builds the index is in `tasks.present.search.build`, which needs DuckDB; searching needs SQLite alone.
"""

from tasks.present.search.find import Found, Hit, Passage, search
from tasks.present.search.typed_query import Wanted, understood

__all__ = ["Found", "Hit", "Passage", "Wanted", "search", "understood"]
