"""The Senate's thesaurus terms in two languages, learned from its bilingual pages."""

from tasks.link.thesaurus.eurovoc import eurovoc_terms, folded_term
from tasks.link.thesaurus.pairs import thesaurus_rows
from tasks.link.thesaurus.split_cells import split_cells

__all__ = ["eurovoc_terms", "folded_term", "split_cells", "thesaurus_rows"]
