"""Offices of governments: ministers and secretaries of state, with their portfolios."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial

from schemas.codes import Language
from schemas.vocabulary.entities import given_names, organisations, places, portfolios
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import WORD, names_of_countries
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words


def _bodies() -> Iterable[str]:
    """Single words that are a body's name: 'minister van Justitie en Unia'."""
    known = (body for body in organisations() if not body.is_only_a_name)
    return (name for body in known for name in (*body.names, *body.abbreviations) if name.isalpha())


def _regions() -> Iterable[str]:
    """The names of regions and communities."""
    governed = (place for place in places() if place.kind in {"region", "community"})
    return (name for place in governed for name in (*place.names, *place.other_names))


_LONGEST = 500
"""Letters of an office with all that it is for."""
_RULES = Rules(
    "offices",
    portfolio=lambda: (name for portfolio in portfolios() for name in portfolio.names),
    body=_bodies,
    country=partial(names_of_countries, abroad=True),
    region=_regions,
)


def offices(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Complete offices, with an adjective before them; a bare 'de minister' is none."""
    end = 0
    for role in _RULES.find("role_anywhere", text, words, language):
        if role.start() < end:
            continue
        office = _office(text, role.start(), role.start() + _LONGEST, language)
        if office:
            adjective = _RULES.before("adjective_before", text, role.start(), language)
            start, end = (adjective or office).start(), office.end()
            yield Mention(start, end, "office", text[start:end])


def _office(text: str, start: int, end: int, language: Language) -> re.Match[str] | None:
    """The office at a place, up to the given name of a person behind it."""
    office = _RULES("office", language).match(text, start, end)
    there = WORD.finditer(text, *office.span()) if office else ()
    person = next((word.start() for word in there if word[0] in _given()), None)
    return office if person is None else _office(text, start, person - 1, language)


@cache
def _given() -> frozenset[str]:
    return given_names() - names_of_countries()
