"""Comparison of thesaurus terms."""

from tasks.common.accents import fold


def folded_term(term: str) -> str:
    """A term in small letters without accents and with single spaces, which pages print differently."""
    return " ".join(fold(term).split())
