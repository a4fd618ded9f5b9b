"""Offices of governments with their portfolios, and which federal minister the name of a person means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import cache, partial

from schemas.codes import Language
from schemas.vocabulary.actor_words import actor_words
from schemas.vocabulary.entities import given_names, organisations, places, portfolios
from schemas.vocabulary.governments import Term, ministers
from tasks.common.accents import fold
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import WORD, has_adjective
from tasks.extract.rules import Rules, alternatives, names_of_countries
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


_ADJECTIVES = ("region_adjective", "foreign")
"""Beside a title, they say that a minister is one of a Region or of another country."""
_JUST_LEFT = timedelta(days=180)
"""Texts speak for some time of the minister who left."""


@cache
def _full_names() -> Mapping[str, str]:
    return {fold(term.name): term.minister for term in ministers()}


@cache
def _surnames() -> Mapping[str, Sequence[Term]]:
    """The terms of the ministers of each surname."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in ministers():
        found[fold(term.name.split(" ", 1)[1])].append(term)
    return found


def minister_of_full_name(name: str) -> str | None:
    """The minister with a given name and a surname."""
    return _full_names().get(fold(name.replace("’", "'")))


def minister_behind(text: str, office: slice, name: slice, on: date | None) -> str | None:
    """The minister whose name follows an office or title: the only one of that surname who had it by then.

    A title without a portfolio means one who has it on the day or just left, since Regions have ministers
    too. None for the minister of a Region or another country, and for a surname without a day.
    """
    full = minister_of_full_name(text[name])
    printed = fold(text[office].replace("’", "'"))
    title = next((phrase for phrase in _roles() if printed.startswith(phrase)), None)
    if full or on is None or title is None:
        return full
    if any(has_adjective(group, text, office.start, office.start + len(title)) for group in _ADJECTIVES):
        return None
    known = [term for term in _surnames().get(fold(text[name]), ()) if term.since <= on]
    named = {term.minister for term in known if _has(term, _roles()[title], _portfolios(printed), on)}
    return named.pop() if len(named) == 1 else None


def _has(term: Term, role: str, named: AbstractSet[str], on: date) -> bool:
    """Whether a term has a printed role and one of the printed portfolios, beside which any is 'minister'."""
    if named:
        return role in {"minister", term.role} and not named.isdisjoint(term.portfolios)
    is_role = role == term.role or (role, term.role) == ("minister", "deputy_prime_minister")
    is_recent = term.until is None or on <= term.until + _JUST_LEFT
    return is_role and (is_recent or role == "prime_minister")


@cache
def _roles() -> Mapping[str, str]:
    """The roles by their printed forms, the longest first."""
    rows = [
        (fold(phrase), row.code) for row in actor_words() if row.group == "role" for phrase in row.phrases
    ]
    return dict(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _portfolios(printed: str) -> frozenset[str]:
    """The portfolios in the words of an office, in small letters without accents."""
    codes = {fold(name): one.code for one in portfolios() for name in one.names}
    return frozenset(codes[name] for name in re.findall(rf"(?<!\w)(?:{alternatives(codes)})(?!\w)", printed))
