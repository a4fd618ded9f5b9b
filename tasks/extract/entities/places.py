"""Municipalities, provinces and regions of Belgium, and countries."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import Place, countries, country_names, places, word_set
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import (
    NameList,
    begins_sentence,
    begins_words,
    in_compound,
    mention_of,
    names_of_countries,
    names_street,
)
from tasks.extract.entities.tokens import Anchored, Words
from tasks.extract.rules import alternatives

_PROVINCES = re.compile(
    r"[Pp]rovinc(?:ies?|es?)\b(?:[\s,]|en\b|et\b|de\b|du\b|la\b|van\b|d['’]|[A-ZÀ-Ý][\w-]+)*$"
)
"""'provincies Namen en', 'provinces d'Anvers et du': all names that follow are provinces."""
_ARRONDISSEMENT = re.compile(
    r"[Aa]rrondissement(?:en|s)?\b(?:[\s,]|en\b|et\b|de\b|du\b|des\b|la\b|van\b|d['’]|judiciaires?\b"
    r"|administratifs?\b|[A-ZÀ-Ý][\w-]+)*$"
)
"""'gerechtelijke arrondissementen Luik en', 'arrondissement judiciaire de': larger than the town."""
_WATER = re.compile(
    r"\b(?:[Gg]olf|[Bb]aai|[Ss]traat|[Zz]ee) van $"
    r"|\b(?:[Gg]olfe|[Bb]aie|[Dd]étroit|[Mm]er) (?:de |du |d['’])$"
)
"""'de Golf van Guinee' is none of its countries."""
_NAME_BEFORE = re.compile(r"(?<![\w'’-])(?P<word>[A-ZÀ-Ý][a-zß-ÿ]{2,}) $")
_NO_NAME_BEFORE = re.compile(
    r"\w+(?:se|ne|talig)|Noord|Zuid|Oost|West|Centraal|Heel|Staat|Stad|Gemeente|Provincie|Gewest|Regio"
    r"|Koninkrijk|Republiek|Station|Luchthaven|Haven"
    r"|Gevangenis|Kanton|Zone|Campus|État|Ville|Commune|Province|Région|Gare|Aéroport|Port|Prison|Canton"
)
"""Words with a capital that leave a place what it is, unlike 'Kruis' in 'Rode Kruis Vlaanderen'."""
_FRENCH_TOO = frozenset({"Lille", "Lens", "Rochefort", "Beaumont"})
_FRANCE = re.compile(r"\bFrance\b|Frankrijk|\b[Ff]rançais|\bFranse?\b")
"""Towns that France has too, and larger ones."""
_BESIDE = 60
_CITIES_TOO = frozenset({"Luxemburg", "Luxembourg"})
_CITY = re.compile(r"(?:stad|gemeente|ville de|commune de) $")
_CAPITAL = frozenset({"Brussel", "Bruxelles"})
_BRUSSELS_REGION = "nis:04000"
_REGION = "(?:Vlaanderen|Wallonië|Flandre|Wallonie)"
_BEFORE_REGION = re.compile(rf"(?:,| en| et| of| ou) (?:in |de |la |en |à )*{_REGION}(?![\w-])")
_BEHIND_REGION = re.compile(rf"(?<![\w-]){_REGION}(?:,| en| et| of| ou) (?:in |à |de |en )?$")
_REGIONS = {"v": "nis:02000", "f": "nis:02000", "w": "nis:03000", "b": _BRUSSELS_REGION}
"""Regions by the first letter of their adjective."""
_ADJECTIVE_NL, _ADJECTIVE_FR = "(?:Vlaams|Waals|Brussels)e?", "(?:flamande|wallonne|bruxelloise)"
_SHARED = Anchored(
    re.compile(
        rf"{_ADJECTIVE_NL}(?:(?:,| en| of| en/of)(?: het| de)? {_ADJECTIVE_NL}){{1,3}}"
        r"(?= (?:Hoofdstedelijke? )?Gewest)"
        rf"|[Rr]égions? {_ADJECTIVE_FR}(?:(?:,| et| ou) {_ADJECTIVE_FR}){{0,3}}"
    ),
    frozenset("vlaams vlaamse waals waalse brussels brusselse région régions".split()),
)
"""Regions that share the word for what they are: 'het Vlaamse en Brusselse Gewest'."""
_OF_SHARED = re.compile(rf"{_ADJECTIVE_NL}|(?:[Rr]égions? )?(?P<fr>{_ADJECTIVE_FR})")
_CONGO, _CONGOS = "Congo", {"country:CD", "country:CG"}
"""Two states bear this name: which one is meant is known if the text names one of them in full."""
_WINDOW = 100
_OF_STATES = re.compile(r"(?:[ÉEée]tat américain|Amerikaanse (?:deel)?staat)(?: de| du)? $")
"""'l'état américain de Géorgie' is not the country."""
_PAPERS = re.compile(r" (?:Papers|Leaks|Cables|Files)(?!\w)")
_SHORT_BEHIND = re.compile(r" \((?P<short>[A-Z]{2,6})\)")
_CODE_LENGTH = 2
_PART_BEHIND = re.compile(r" (?:picarde|zélandaise|germanophone)(?!\w)")
"""'Wallonie picarde' is a part of the region."""
_CITY_NAME = re.compile(r"(?:Stad|Ville de) ")
"""The title of a city is no part of its name."""


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
    found = [*_shared_regions(text, words), *_listed(text, words, language, on)]
    states = {one.entity_id for one in found if one.text != _CONGO} & _CONGOS
    congo = next(iter(states)) if len(states) == 1 else None
    for one in found:
        yield replace(one, entity_id=congo) if one.text == _CONGO else one
    yield from _abbreviated(text, found)


def _abbreviated(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The abbreviations in brackets behind names, wherever the text has them: 'Émirats arabes unis (EAU)'."""
    meant: dict[str, Mention] = {}
    for one in found:
        behind = _SHORT_BEHIND.match(text, one.end)
        if behind and begins_words(behind["short"], one.text):
            meant.setdefault(behind["short"], one)
    shorts = re.finditer(rf"(?<![\w-])(?:{alternatives(meant)})(?![\w-])", text) if meant else ()
    for short in shorts:
        place = meant[short[0]]
        yield replace(place, start=short.start(), end=short.end(), text=short[0], found_by="defined")


def _listed(text: str, words: Words, language: Language, on: date | None) -> Iterator[Mention]:
    listed = [(mention_of(text, words, found, "place"), found) for found in _list(language).find(words)]
    bounds = {at for mention, _ in listed for at in (mention.start, mention.end)}
    for mention, found in listed:
        if _is_meant(text, mention, language, bounds):
            identifier = _identifier(mention, text, found.identifier, on)
            is_country = len(identifier) == _CODE_LENGTH
            name = _CITY_NAME.sub("", mention.text)
            known = f"country:{identifier}" if is_country else identifier
            yield replace(mention, start=mention.end - len(name), text=name, entity_id=known)


def _shared_regions(text: str, words: Words) -> Iterator[Mention]:
    """Each of several regions: 'Vlaamse' and 'Brusselse Gewest', 'Régions flamande' and 'wallonne'."""
    for match in _SHARED.matches(text, words):
        for one in _OF_SHARED.finditer(text, match.start(), match.end()):
            if one["fr"] or one.end() < match.end():  # the last Dutch one is listed with its 'Gewest'
                region = _REGIONS[(one["fr"] or one[0])[0].lower()]
                yield Mention(one.start(), one.end(), "place", one[0], entity_id=region)


_LINE = re.compile(
    r"\b(?:lijn(?:en)?|spoorlijn(?:en)?|lignes?|verbinding(?:en)?|liaisons?|traject(?:en)?|trajets?|as"
    r"|axes?|IC|IR|trein(?:en)?"
    r"|trains?|vols?|vluchten|vlucht|relations?|relaties?|autoroutes?|fietssnelweg(?:en)?|snelwegen?"
    r"|autosnelweg(?:en)?|N\d+|E\d+|A\d+|F\d+|L\d+)\b[^.;:!?\n]{0,180}$"
)
"""What goes from one place to another: 'de lijn Mol-Antwerpen' names two."""
_HYPHEN = ("-", "\u2011")
_STATION = (
    r"(?!(?:Noord|Zuid|Midi|Centraal|Central|Nord|Sud|Nationaal|National|Luxemb|Schuman|Airport|Ville"
    r"|Kapellekerk"
    r"|Chapelle|Congr|Dampoort|Sint|Saint|Formation|Est|Ouest|Oost|West|Palais|Guillemins))"
)
_TOWN = rf"{_STATION}[A-ZÀ-Ý][a-zß-ÿ]{{3,}}"
_CITY_BEHIND = re.compile(rf"{_TOWN}(?:-{_TOWN})*(?![\w-])")
"""Other cities on a line, foreign or small, which are no stations of the place."""
_CITY_BEFORE = re.compile(rf"(?<![\w-])(?<!station )(?<!gare )(?<!halte ){_TOWN}-(?:{_TOWN}-)*$")


def _is_on_line(text: str, mention: Mention, others: AbstractSet[int]) -> bool:
    """Whether hyphens join a name only to other cities, behind a word for a line; `others` are their ends."""
    before, behind = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    is_first = behind not in _HYPHEN or mention.end + 1 in others or _CITY_BEHIND.match(text, mention.end + 1)
    lead = text[max(0, mention.start - _WINDOW) : mention.start]
    if not is_first or (
        before in _HYPHEN and mention.start - 1 not in others and not _CITY_BEFORE.search(lead)
    ):
        return False
    return _LINE.search(text[max(0, mention.start - 2 * _WINDOW) : mention.start]) is not None


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
    is_cell = text[start - 1 : start] in {"", "\n"} and text[end : end + 1] in {"", "\n"}
    is_cell = is_cell or (text[start - 2 : start] == "; " and text[end : end + 1] == ";")
    return name not in word_set("place_common", language) or is_cell or not begins_sentence(text, start)


def _is_part(text: str, mention: Mention) -> bool:
    """Whether a name is part of another, or names something larger or smaller than the place."""
    lead = _lead(text, mention)
    if _OF_STATES.search(lead) or _PAPERS.match(text, mention.end):
        return True
    if _ARRONDISSEMENT.search(lead) or _WATER.search(lead) or _PART_BEHIND.match(text, mention.end):
        return True
    if mention.text in _FRENCH_TOO and _FRANCE.search(
        text[max(0, mention.start - _BESIDE) : mention.end + _BESIDE]
    ):
        return True
    if mention.text in _CITIES_TOO:
        return bool(_CITY.search(lead))
    before = _NAME_BEFORE.search(lead)
    return (
        before is not None
        and not _NO_NAME_BEFORE.fullmatch(before["word"])
        and before["word"] not in place_names()
        and before["word"] not in names_of_countries()
        and not begins_sentence(text, mention.start - len(before[0]))
    )


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
