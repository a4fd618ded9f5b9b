"""Municipalities, provinces and regions of Belgium, and countries."""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from schemas.codes import Language
from schemas.vocabulary.entities import Place, country_names, places, word_set
from tasks.extract.mentions.mention import Mention
from tasks.extract.mentions.names import (
    NameList,
    begins_sentence,
    in_compound,
    mention_of,
    names_street,
)
from tasks.extract.mentions.words import Words

_PROVINCE = re.compile(r"provincie|province", re.IGNORECASE)
_CITIES_TOO = frozenset({"Luxemburg", "Luxembourg"})
_CITY = re.compile(r"(?:stad|ville de) $")
_WINDOW = 24
_CODE_LENGTH = 2


@cache
def _list(language: Language) -> NameList:
    return NameList([*_countries(language), *_belgian(language)])


def _belgian(language: Language) -> Iterator[tuple[str, str, bool]]:
    """Names in the language first; those of the other language are read too, since texts quote them."""
    other: Language = "fr" if language == "nl" else "nl"
    own = {name for place in _territories() for name in place.names_in(language)}
    for names_of in (language, other):
        for place in sorted(
            _territories(), key=lambda place: (place.until is not None, place.kind != "municipality")
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
    for code, name in Locale(language).territories.items():
        if (
            len(code) == _CODE_LENGTH
            and code.isalpha()
            and code not in {"EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"}
        ):
            yield name, code, True
    for country in country_names():
        yield from ((name, country.code, True) for name in country.names_in(language))


def find_places(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Places by name; entity_id: 'nis:11002' (REFNIS) or 'country:FR' (ISO 3166-1)."""
    for found in _list(language).find(words):
        mention = mention_of(text, words, found, "place")
        name = mention.text
        if (
            name in word_set("place_never", language)
            or in_compound(text, mention.start, mention.end)
            or names_street(text, mention.start)
        ):
            continue
        if name in word_set("place_common", language) and begins_sentence(text, mention.start):
            continue
        if name in _CITIES_TOO and _CITY.search(text[max(0, mention.start - _WINDOW) : mention.start]):
            continue
        yield _with_identifier(mention, text, found.identifier)


def _with_identifier(mention: Mention, text: str, identifier: str) -> Mention:
    lead = text[max(0, mention.start - _WINDOW) : mention.start]
    if _PROVINCE.search(lead):
        identifier = _provinces().get(mention.text, identifier)
    return Mention(
        mention.start,
        mention.end,
        "place",
        mention.text,
        entity_id=f"country:{identifier}" if len(identifier) == _CODE_LENGTH else identifier,
    )


@cache
def _provinces() -> dict[str, str]:
    return {name: place.code for place in places() if place.kind == "province" for name in place.names}


@cache
def place_names() -> frozenset[str]:
    """Every name of a Belgian place, for those who must tell other names from them."""
    return frozenset(name for place in places() for name in (*place.names, *place.other_names))
