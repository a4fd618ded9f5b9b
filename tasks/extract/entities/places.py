"""Municipalities, provinces and regions of Belgium, and countries."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import Place, countries, country_names, places, word_set
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import NameList, begins_sentence, in_compound, mention_of, names_street
from tasks.extract.entities.tokens import Words

_PROVINCES = re.compile(
    r"[Pp]rovinc(?:ies?|es?)\b(?:[\s,]|en\b|et\b|de\b|du\b|la\b|van\b|d['’]|[A-ZÀ-Ý][\w-]+)*$"
)
"""'provincies Namen en', 'provinces d'Anvers et du': all names that follow are provinces."""
_CITIES_TOO = frozenset({"Luxemburg", "Luxembourg"})
_CITY = re.compile(r"(?:stad|gemeente|ville de|commune de) $")
_CAPITAL = frozenset({"Brussel", "Bruxelles"})
_BRUSSELS_REGION = "nis:04000"
_REGION = "(?:Vlaanderen|Wallonië|Flandre|Wallonie)"
_BEFORE_REGION = re.compile(rf"(?:,| en| et| of| ou) (?:in |de |la |en |à )*{_REGION}(?![\w-])")
_BEHIND_REGION = re.compile(rf"(?<![\w-]){_REGION}(?:,| en| et| of| ou) (?:in |à |de |en )?$")
_WINDOW = 100
_CODE_LENGTH = 2


@cache
def _list(language: Language) -> NameList:
    return NameList([*_countries(language), *_belgian(language)])


def _belgian(language: Language) -> Iterator[tuple[str, str, bool]]:
    """Names in the language first, then those in the other language, since texts quote them."""
    other: Language = "fr" if language == "nl" else "nl"
    own = {name for place in _territories() for name in place.names_in(language)}
    # These names mean a province unless a town is named.
    mostly = word_set("place_province", language)
    yield from ((name, code, True) for name, code in _provinces().items() if name in mostly)
    for names_of in (language, other):
        for place in sorted(
            _territories(), key=lambda place: (place.lifetime.until is not None, place.kind != "municipality")
        ):
            for name in place.names_in(names_of):
                if names_of == language or name not in own:
                    yield name, place.code, True
            if names_of == language:
                yield from ((name, place.code, True) for name in place.other_names)


def _territories() -> tuple[Place, ...]:
    """Places on a map; a community is none."""
    return tuple(place for place in places() if place.kind != "community")


def _countries(language: Language) -> Iterator[tuple[str, str, bool]]:
    for country in (*countries(), *country_names()):
        yield from ((name, country.code, True) for name in country.names_in(language))


def find_places(text: str, words: Words, language: Language, on: date | None) -> Iterator[Mention]:
    """Places by name; entity_id: 'nis:11002' (REFNIS) or 'country:FR' (ISO 3166-1).

    When a merger made two municipalities of one name, the one of the day is meant.
    """
    for found in _list(language).find(words):
        mention = mention_of(text, words, found, "place")
        if _is_meant(text, mention, language):
            identifier = _identifier(mention, text, found.identifier, on)
            is_country = len(identifier) == _CODE_LENGTH
            yield replace(mention, entity_id=f"country:{identifier}" if is_country else identifier)


def _is_meant(text: str, mention: Mention, language: Language) -> bool:
    """Whether a name means the place: no common word, part of a compound or street."""
    name, start, end = mention.text, mention.start, mention.end
    is_other = name in word_set("place_never", language) or in_compound(text, start, end)
    if is_other or names_street(text, start) or (name in _CITIES_TOO and _CITY.search(_lead(text, mention))):
        return False
    is_cell = text[start - 1 : start] in {"", "\n"} and text[end : end + 1] in {"", "\n"}
    return name not in word_set("place_common", language) or is_cell or not begins_sentence(text, start)


def _lead(text: str, mention: Mention) -> str:
    return text[max(0, mention.start - _WINDOW) : mention.start]


def _identifier(mention: Mention, text: str, identifier: str, on: date | None) -> str:
    """The place of a name: province or town, the one of the day, Brussels or its region."""
    name, lead = mention.text, _lead(text, mention)
    if name in _provinces() and _PROVINCES.search(lead):
        return _provinces()[name]
    if identifier == _provinces().get(name) and _CITY.search(lead):
        return _municipalities()[name][0].code
    if name in _CAPITAL and (_BEHIND_REGION.search(lead) or _BEFORE_REGION.match(text, mention.end)):
        return _BRUSSELS_REGION
    if on and any(identifier == place.code for place in _municipalities().get(name, ())):
        existing = (p.code for p in _municipalities()[name] if p.lifetime.first <= on <= p.lifetime.last)
        return next(existing, identifier)
    return identifier


@cache
def _municipalities() -> dict[str, tuple[Place, ...]]:
    """Municipalities by name, existing ones first."""
    found: dict[str, list[Place]] = {}
    for place in sorted(places(), key=lambda place: place.lifetime.until is not None):
        if place.kind == "municipality":
            for name in dict.fromkeys((*place.names, *place.other_names)):
                found.setdefault(name, []).append(place)
    return {name: tuple(same) for name, same in found.items()}


@cache
def _provinces() -> dict[str, str]:
    return {name: place.code for place in places() if place.kind == "province" for name in place.names}


@cache
def place_names() -> frozenset[str]:
    """Every name of a Belgian place, for distinguishing other names."""
    return frozenset(name for place in places() for name in (*place.names, *place.other_names))
