"""How terms of a thesaurus are compared."""

import unicodedata


def folded_term(term: str) -> str:
    """A term in small letters without accents, with single spaces: what pages do not always print alike."""
    apart = unicodedata.normalize("NFKD", term).casefold()
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())
