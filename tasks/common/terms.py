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
    """The concept of each name, by language and folded term; a test sees that no name has two."""
    found: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for name in eurovoc.names():
        found[name.language].setdefault(folded_term(name.text), name.eurovoc_id)
    return found


@cache
def concept_of(keyword: str, language: Language) -> str | None:
    """The concept that a keyword names exactly; pages also print keywords of the other language.

    None for what is no name in either: nothing is matched by similarity.
    """
    term, ids = folded_term(keyword), concept_ids()
    others = (ids[other].get(term) for other in LANGUAGES if other != language)
    return ids[language].get(term) or next(others)
