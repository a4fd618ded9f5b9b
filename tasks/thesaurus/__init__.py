"""The thesaurus terms of the Senate in two languages, learned from its bilingual pages."""

from tasks.thesaurus.cells import part_cells
from tasks.thesaurus.eurovoc import eurovoc_terms
from tasks.thesaurus.pairs import thesaurus_rows
from tasks.thesaurus.terms import folded_term

__all__ = ["eurovoc_terms", "folded_term", "part_cells", "thesaurus_rows"]
