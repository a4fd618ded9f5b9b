"""Persons: surnames after a title, given names with a surname."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from schemas.vocabulary.entities import given_names, word_set, words_for, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.ministers import minister_behind, minister_of_full_name
from tasks.extract.entities.names import (
    UPPER,
    NameList,
    begins_sentence,
    in_compound,
    names_of_countries,
    names_street,
    party_spellings,
)
from tasks.extract.entities.places import place_names
from tasks.extract.entities.roles import MOST_NAMES, persons_by_role
from tasks.extract.entities.tokens import Words, first_words, matches_at
from tasks.extract.rules import alternatives

_ELISION = "(?:[dlDLO]['’])?"
_WORD = rf"{_ELISION}[{UPPER}][\w’']*(?:-{_ELISION}[{UPPER}]?[\w’']+)*"
_INITIALS = r"(?:[A-Z]\.(?:-?[A-Z]\.)* ?)"
_GIVEN = rf"[{UPPER}][\w'’]+(?:-[{UPPER}][\w'’]+)?"


_NO_ADJECTIVE = (
    r"(?!(?:Belgische?|Vlaamse?|Waalse?|Brusselse?|Europe(?:es|se)|Franse?|Duitse?|Nederlandse?|Amerikaanse?"
    r"|Britse?|Anti-\w+)(?!\w))"
)
"""What may stand behind a name with a capital: 'zegt Jan Peeters Belgische reizigers'."""


@cache
def _surname(most: int) -> str:
    """A surname with up to `most` further words and particles between."""
    particle = alternatives(words_for("particle", "nl"))
    between = alternatives(words_for("particle_between", "nl"))
    begins = rf"(?:(?i:{particle})[ ’']?(?<=[ ’'])){{0,2}}"
    further = rf"(?: (?:(?:{between})[ ’']?(?<=[ ’']))?{_NO_ADJECTIVE}{_WORD}){{0,{most}}}"
    return f"{begins}{_WORD}{further}"


def _titles(group: str) -> str:
    return alternatives(words_of_both(group))


@cache
def _title_list() -> NameList:
    return NameList((title, title, False) for title in words_of_both("title"))


@cache
def _behind() -> re.Pattern[str]:
    office = rf"(?P<article>(?:la|le|de|het) |l['’])?(?i:{_titles('title')}) "
    groups = ("foreign", "region_adjective", "title_adjective")
    adjective = alternatives(word for group in groups for word in words_for(group, "fr"))
    return re.compile(rf" (?:(?:{adjective}) )?(?:{office})?(?P<name>{_INITIALS}?{_surname(2)})")


@cache
def _more() -> re.Pattern[str]:
    title = f"(?i:{_titles('title')})"
    return re.compile(
        rf"(?:,| en| et) (?:{title} )?(?P<name>{_surname(1)})(?= \(|[,;:?!)]| en | et |\.|$| [a-z])"
    )


_GIVEN_NAME = re.compile(rf"(?<![\w-]){_GIVEN}(?= )")


@cache
def _surname_behind() -> re.Pattern[str]:
    return re.compile(f" {_surname(2)}")


@cache
def _of_many() -> re.Pattern[str]:
    return re.compile(rf"(?:de )?(?:{_titles('title_of_many')})", re.IGNORECASE)


@cache
def _of_honour() -> re.Pattern[str]:
    return re.compile(_titles("title_of_honour"), re.IGNORECASE)


@cache
def _given() -> frozenset[str]:
    return frozenset(name.replace("’", "'") for name in given_names())


@cache
def _given_words() -> frozenset[str]:
    return first_words(_given())


def _is_given(word: str) -> bool:
    plain = word.replace("’", "'")
    return plain in _given() or ("-" in plain and plain.split("-")[0] in _given())


def persons(text: str, words: Words, offices: Iterable[Mention], on: date | None) -> Iterator[Mention]:
    """Names of persons: after a title or an office a surname suffices, else a given name or a role is needed.

    Titles are no part of it. entity_id: the row of `ministers` with the name, on the text's day.
    """
    found = [*_by_title_or_given_name(text, words, offices, on)]
    yield from found
    yield from persons_by_role(text, words, found)


def _by_title_or_given_name(
    text: str, words: Words, offices: Iterable[Mention], on: date | None
) -> Iterator[Mention]:
    yield from _behind_offices(text, offices, on)
    yield from _royal(text, words)
    for found in _title_list().find(words):
        title = slice(words.starts[found.first], words.end(found.last - 1))
        if name := _behind().match(text, title.stop):
            yield from _behind_title(text, title, name, on)
    begins = words.begins(words.among(_given_words()))
    for given in matches_at(_GIVEN_NAME, text, begins):
        surname = _surname_behind().match(text, given.end()) if _is_given(given[0]) else None
        if (
            surname
            and not _ends_otherwise(surname[0])
            and not _names_a_thing(text, given)
            and not _is_street(text, given.start(), surname.end())
        ):
            full = text[given.start() : surname.end()]
            yield _person(text, given.start(), surname.end(), minister_of_full_name(full))


_ROYAL = re.compile(rf" (?P<name>{_GIVEN}(?: (?:Ier|I{{1,3}}|IV|V)(?!\w))?)(?![\w-]| [{UPPER}])")


def _royal(text: str, words: Words) -> Iterator[Mention]:
    """Kings and princes, but not what is named after them with a capital: 'Prins Leopold Instituut'."""
    for number in words.among(word_set("royal_title", "nl")):
        start = words.starts[number]
        name = _ROYAL.match(text, words.end(number))
        is_title = (
            words.texts[number].islower() or begins_sentence(text, start) or text[start - 3 : start] == "du "
        )
        is_place = names_street(text, start) or _NAMED_AFTER.search(text[max(0, start - 24) : start])
        if name and is_title and not is_place and _is_given(name["name"].split(" ")[0]):
            yield _person(text, *name.span("name"), None)


def _behind_offices(text: str, offices: Iterable[Mention], on: date | None) -> Iterator[Mention]:
    """'Peeters' in 'minister van Begroting Peeters'; names with a given name are found without the office."""
    for office in offices:
        name = _surname_behind().match(text, office.end)
        if name and name[0][1].isupper() and " " in office.text and _is_surname(name[0][1:]):
            title = slice(office.start, office.start + len(office.text.split(" ", 1)[0]))
            minister = minister_behind(text, title, name[0][1:], on, name.end())
            yield _person(text, office.end + 1, name.end(), minister)


def _is_surname(name: str) -> bool:
    """Whether words with capitals behind an office are a surname, not a place or the next sentence."""
    first = name.split(" ", 1)[0]
    is_other = name in place_names() or first in _country_words() or first in word_set("no_name", "nl")
    return not is_other and not name.isupper()


def _ends_otherwise(name: str) -> bool:
    """Whether words behind a given name are no surname: a country, 'League', 'II-fonds'."""
    last = name.rsplit(maxsplit=1)[-1]
    return last in word_set("no_name", "nl") or last in _country_words() or _NUMBERED.match(last) is not None


_NUMBERED = re.compile(r"(?:I{1,3}|IV|V)-")
_NAMED_AFTER = re.compile(
    r"(?:hospitalier|hôpital|clinique|ziekenhuis|kliniek|centrum|centre|école|school|instituu?t|fondation"
    r"|stichting|prix|prijs|musée|museum|stade|stadion|lycée|athénée|collège|campus|caserne|kazerne"
    r"|quartier|kwartier|wijk|parc|park|site|bateau"
    r"|navire|navire de forage|schip|boorschip|fregat|frégate|médaille|medaille)"
    r"(?: (?:de|du|van))? $",
    re.IGNORECASE,
)
"""What is named after persons: Centre hospitalier Émile Peeters."""


@cache
def _country_words() -> frozenset[str]:
    return names_of_countries() - {"Maurice"}


def _names_a_thing(text: str, given: re.Match[str]) -> bool:
    """Whether a given name is a country (France Relance), or that of a hospital, school or prize."""
    before = text[max(0, given.start() - 24) : given.start()]
    return given[0] in _country_words() or _NAMED_AFTER.search(before) is not None


def _behind_title(text: str, title: slice, match: re.Match[str], on: date | None) -> Iterator[Mention]:
    start, end = match.span("name")
    is_office = match["article"] and match["name"][0].islower()  # 'le Président de la Chambre'
    is_office = is_office or match["name"].startswith(("la ", "le "))  # 'Madame la Directrice'
    if is_office or not _is_name(match["name"], text[title]) or _is_street(text, match.start(), end):
        return
    named = slice(match.end("article"), start - 1) if match["article"] else title  # 'Madame la ministre X'
    yield _person(text, start, end, minister_behind(text, named, match["name"], on, end))
    for _ in range(MOST_NAMES if _of_many().fullmatch(text[title]) else 0):
        if (more := _more().match(text, end)) is None:
            break
        yield _person(
            text, *more.span("name"), minister_behind(text, title, more["name"], on, more.end("name"))
        )
        end = more.end("name")


def _is_name(name: str, title: str) -> bool:
    """Whether a name follows a title: 'collega's van Groen' is none."""
    last = re.split("[ '’]", name)[-1]
    if last in word_set("no_name", "nl") or (name.isupper() and len(name) > 1):
        return False
    if not name[0].islower():
        return True
    words = name.split(" ", 1)
    return bool(_of_honour().fullmatch(title)) and words[-1] not in party_spellings()


def _person(text: str, start: int, end: int, minister: str | None) -> Mention:
    return Mention(start, end, "person", text[start:end], entity_id=minister)


_KING = re.compile(r" (?:Ier|I{1,3}|IV|V)$|(?:Ziekenhuis|Hospitaal|Instituut|Stichting|Fonds)$")
"""Ships, streets and stations are named after kings, houses after others."""
_STREET = re.compile(r"(?:laan|straat|plein|steenweg|lei|kaai|basis|gebouw|zaal)$")


def _is_street(text: str, start: int, end: int) -> bool:
    """Whether a name is that of a street: 'Koning Albert II-laan', 'boulevard du Roi Albert II'."""
    return (
        _KING.search(text[start:end]) is not None
        or in_compound(text, start, end)
        or names_street(text, start)
        or bool(_STREET.search(text[start:end]))
    )
