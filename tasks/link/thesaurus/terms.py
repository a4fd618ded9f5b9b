"""How terms of a thesaurus are compared."""

from tasks.common.accents import fold


def folded_term(term: str) -> str:
    """A term in small letters without accents, with single spaces: what pages do not always print alike."""
    return " ".join(fold(term).split())
