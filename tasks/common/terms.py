"""What a keyword stands for, whatever its language, case and accents."""

from collections.abc import Mapping
from functools import cache

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary import eurovoc
from tasks.common.accents import fold


def folded_term(term: str) -> str:
    """A term in small letters without accents, with plain apostrophes and single spaces."""
    return " ".join(fold(term).replace("’", "'").split())


@cache
def concept_ids() -> Mapping[Language, Mapping[str, str]]:
    """The concept of each name, with its accents and folded; a test sees that no name has two."""
    found: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for name in eurovoc.names():
        for term in (_printed(name.text), folded_term(name.text)):
            found[name.language].setdefault(term, name.eurovoc_id)
    return found


def _printed(term: str) -> str:
    return " ".join(term.lower().split())


@cache
def concept_of(keyword: str, language: Language) -> str | None:
    """The concept that a keyword names exactly; pages also print keywords of the other language.

    A name with the same accents goes first: 'marché' is French on a Dutch page too, and no Italian region.
    None for what is no name in either: nothing is matched by similarity.
    """
    ids = concept_ids()
    (other,) = (one for one in LANGUAGES if one != language)
    printed, term = _printed(keyword), folded_term(keyword)
    return (
        ids[language].get(printed)
        or ids[other].get(printed)
        or ids[language].get(term)
        or ids[other].get(term)
    )
