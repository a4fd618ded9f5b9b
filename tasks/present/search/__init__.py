"""Full-text search in the questions of a release: `senate.sqlite`, an SQLite FTS5 index.

`tasks.present.search.build` builds the index and needs DuckDB; searching only needs SQLite.
"""

from tasks.present.search.find import Found, Hit, Passage, search
from tasks.present.search.typed_query import Term, parse_query

__all__ = ["Found", "Hit", "Passage", "Term", "parse_query", "search"]
