"""Municipalities, provinces and regions of Belgium, and countries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations

from schemas.codes import Language
from schemas.vocabulary.entities import Place, countries, country_names, places, word_set
from tasks.common.accents import without_accents
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import (
    HYPHENS,
    NameList,
    abbreviations,
    begins_sentence,
    begins_words,
    in_compound,
    is_of_another,
    names_street,
)
from tasks.extract.rules import Rules, names_of_countries
from tasks.extract.tokens import Words


def _abroad() -> frozenset[str]:
    """Names of countries that are none of a Belgian province."""
    return names_of_countries(abroad=True) - _provinces().keys()


_RULES = Rules(
    "places",
    country_abroad=_abroad,
    country_french=lambda: {name for one in countries() for name in {*one.names_fr} - {*one.names_nl}},
)
_FAR = 100
_BRUSSELS, _BRUSSELS_REGION = "nis:21004", "nis:04000"
_REGIONS = {"v": "nis:02000", "f": "nis:02000", "w": "nis:03000", "b": _BRUSSELS_REGION}
"""Regions by the first letter of their adjective."""
_CONGO, _CONGOS = "Congo", {"country:CD", "country:CG"}
"""Two states bear this name: which one is meant is known if the text names one of them in full."""


@cache
def _list(language: Language) -> NameList:
    """Names in the language first, then those in the other language, since texts quote them."""
    territories = [place for place in places() if place.kind != "community"]
    territories.sort(key=lambda place: (place.lifetime.until is not None, place.kind != "municipality"))
    states = (*countries(), *country_names())
    mostly = word_set("place_province", language)  # a province unless a town is named
    named: list[tuple[str, str]] = [
        *((name, f"country:{one.code}") for one in states for name in one.names_in(language)),
        *((name, code) for name, code in _provinces().items() if name in mostly),
        *((name, place.code) for place in territories for name in place.names_in(language)),
        *((name, place.code) for place in territories for name in (*place.other_names, *place.names)),
    ]
    return NameList("place", ((name, code, True) for name, code in named))


def find_places(text: str, words: Words, language: Language, on: date | None) -> Iterator[Mention]:
    """Places by name; entity_id: 'nis:11002' (REFNIS) or 'country:FR' (ISO 3166-1).

    When a municipality got another code, or a merger made two of one name, the one of the day is meant.
    """
    found = [*_shared_regions(text, words, language), *_listed(text, words, language, on)]
    states = {one.entity_id for one in found if one.text != _CONGO} & _CONGOS
    congo = next(iter(states)) if len(states) == 1 else None
    for one in found:
        yield replace(one, entity_id=congo) if one.text == _CONGO else one
    yield from _abbreviated(text, found)


def _abbreviated(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The abbreviations in brackets behind names, wherever the text has them: 'Émirats arabes unis (EAU)'."""
    meant: dict[str, Mention] = {}
    for one in found:
        behind = _RULES("short_behind").match(text, one.end)
        if behind and begins_words(behind["short"], one.text):
            meant.setdefault(behind["short"], one)
    return abbreviations(text, meant)


def _listed(text: str, words: Words, language: Language, on: date | None) -> Iterator[Mention]:
    listed = [*_list(language).find(text, words)]
    bounds = {at for mention in listed for at in (mention.start, mention.end)}
    several = {*_namesakes(), *word_set("place_province", language)}
    for row in _rows(text, (one for one in listed if _is_meant(text, one, language, bounds))):
        kinds = {_kind(one.entity_id) for one in row if one.text not in several}
        for mention in row:
            meant = _decided(text, mention, kinds)
            name = _RULES("title").sub("", mention.text)
            yield replace(
                mention,
                start=mention.end - len(name),
                text=name,
                entity_id=_of_day(mention.text, meant or mention.entity_id, on),
                is_unsure=meant is None and mention.text in _namesakes().keys() | _twins(),
            )


def _rows(text: str, found: Iterable[Mention]) -> Iterator[list[Mention]]:
    """Names in rows, which are of one kind as a rule: 'Antwerpen, Gent en Luik'."""
    row: list[Mention] = []
    for one in found:
        if row and not _RULES("between_names").fullmatch(text, row[-1].end, one.start):
            yield row
            row = []
        row.append(one)
    yield row


def _shared_regions(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Each of several regions: 'Vlaamse' and 'Brusselse Gewest', 'Régions flamande' and 'wallonne'."""
    for match in _RULES.find("shared_regions", text, words, language):
        for one in _RULES("shared_region").finditer(text, *match.span()):
            region = _REGIONS[one[0].split(" ")[-1][0].lower()]
            yield Mention(one.start(), one.end(), "place", one[0], entity_id=region)


def _is_on_line(text: str, mention: Mention, others: AbstractSet[int]) -> bool:
    """Whether hyphens join a name only to other cities, behind a word for a line; `others` are their ends."""
    start, before, behind = mention.start, mention.start - 1, mention.end + 1
    is_first = text[before : before + 1] not in HYPHENS
    is_last = text[mention.end : behind] not in HYPHENS
    return (
        (is_last or behind in others or bool(_RULES("towns_behind").match(text, behind)))
        and (is_first or before in others or bool(_RULES.before("towns_before", text, start, letters=_FAR)))
        and bool(_RULES.before("line_before", text, start, letters=2 * _FAR))
    )


def _is_meant(text: str, mention: Mention, language: Language, bounds: AbstractSet[int]) -> bool:
    """Whether a name means the place: no common word, part of a compound or street."""
    name, start, end = mention.text, mention.start, mention.end
    is_compound = in_compound(text, start, end) and not _is_on_line(text, mention, bounds)
    if (
        is_compound
        or name in word_set("place_never", language)
        or names_street(text, start)
        or _is_part(text, mention)
    ):
        return False
    before, behind = text[max(0, start - 2) : start], text[end : end + 1]
    is_cell = (before[-1:] in {"", "\n"} and behind in {"", "\n"}) or (before, behind) == ("; ", ";")
    return name not in word_set("place_common", language) or is_cell or not begins_sentence(text, start)


def _is_part(text: str, mention: Mention) -> bool:
    """Whether a name is part of another, or names something larger or smaller than the place."""
    name, beside = mention.text, (max(0, mention.start - _FAR), mention.end + _FAR)
    if (
        _RULES.before("no_place_before", text, mention.start, letters=_FAR)
        or _RULES("no_place_behind").match(text, mention.end)
        or _is_abroad(text, mention)
        or (name in word_set("town_in_france", "nl") and _RULES("spoken_of_france").search(text, *beside))
        or (name in word_set("country_and_city", "nl") and _RULES.before("city_before", text, mention.start))
    ):
        return True
    before = _RULES.before("name_before", text, mention.start, letters=30)
    return (
        before is not None
        and before["word"] not in place_names()
        and before["word"] not in names_of_countries()
        and not begins_sentence(text, before.start())
    )


def _is_abroad(text: str, mention: Mention) -> bool:
    """Whether words beside the name of a municipality or province say that it is abroad, or a family's."""
    name, start, end = mention.text, mention.start, mention.end
    is_belgian = name in _municipalities() or name in _provinces()
    if (
        is_belgian
        and " " not in name
        and name not in _namesakes()
        and (is_of_another(text, start, end) or _RULES.before("abroad_before", text, start, letters=60))
    ):
        return True
    is_pair = name in word_set("town_abroad", "nl") and _RULES("pair_abroad").match(text, end)
    is_town = name in _municipalities() and name not in _namesakes()
    return is_town and bool(is_pair or _RULES("abroad_behind").match(text, end))


def _decided(text: str, mention: Mention, beside: AbstractSet[str]) -> str | None:
    """The place that the words around a name decide on; `beside` are the kinds of names in its row."""
    name, start, end = mention.text, mention.start, mention.end
    if name in _twins():
        return None
    if name in _provinces() and _RULES.before("province_before", text, start, letters=_FAR):
        return _provinces()[name]
    towns = _municipalities().get(name, ())
    if towns and _RULES.before("town_before", text, start, letters=_FAR):
        return towns[0].code
    is_brussels = mention.entity_id == _BRUSSELS
    kinds = {"municipality"} if in_compound(text, start, end) else beside  # joined by hyphens on a line
    same = _namesakes().get(name, {})
    decided = [same[kind] for kind in kinds if kind in same and not (is_brussels and kind == "municipality")]
    return decided[0] if len(decided) == 1 else None


def _of_day(name: str, identifier: str | None, on: date | None) -> str | None:
    """The code of a municipality on a day, or its last one; the present one without a day, none before it."""
    towns = _municipalities().get(name, ())
    if on and any(identifier == town.code for town in towns):
        existing = (town.code for town in towns if town.lifetime.first <= on <= town.lifetime.last)
        last = identifier if any(town.lifetime.first <= on for town in towns) else None
        return next(existing, last)
    return identifier


@cache
def _namesakes() -> Mapping[str, Mapping[str, str]]:
    """Names of places of several kinds, with the place of each kind: 'Luik' the town and the province."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for place in places():
        for name in _spellings(*place.names, *place.other_names):
            found[name][place.kind] = place.code
    for country in countries():
        for name in _spellings(*country.names):
            found[name]["country"] = f"country:{country.code}"
    mostly = word_set("place_province", "nl")
    return {name: kinds for name, kinds in found.items() if len(kinds) > 1 and name not in mostly}


@cache
def _kind(identifier: str | None) -> str:
    known = (place.kind for place in places() if place.code == identifier)
    return next(known, "country")


@cache
def _municipalities() -> dict[str, tuple[Place, ...]]:
    """Municipalities by name, existing ones first."""
    found: dict[str, list[Place]] = {}
    for place in sorted(places(), key=lambda place: place.lifetime.until is not None):
        if place.kind == "municipality":
            for name in _spellings(*place.names, *place.other_names):
                found.setdefault(name, []).append(place)
    return {name: tuple(same) for name, same in found.items()}


@cache
def _twins() -> frozenset[str]:
    """Names that two municipalities have on the same day: 'Saint-Nicolas'."""
    return frozenset(
        name
        for name, towns in _municipalities().items()
        for one, other in combinations([town.lifetime for town in towns], 2)
        if one.first <= other.last and other.first <= one.last
    )


@cache
def _provinces() -> dict[str, str]:
    provinces = (place for place in places() if place.kind == "province")
    return {name: place.code for place in provinces for name in _spellings(*place.names)}


def _spellings(*names: str) -> Iterable[str]:
    """Names as they are and without accents."""
    return dict.fromkeys((*names, *map(without_accents, names)))


@cache
def place_names() -> frozenset[str]:
    """Every name of a Belgian place, for distinguishing other names."""
    return frozenset(name for place in places() for name in (*place.names, *place.other_names))
