"""Persons: surnames after a title, given names with a surname."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice

from schemas.vocabulary.entities import given_names, word_set
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.ministers import minister_behind, minister_of_full_name
from tasks.extract.entities.names import begins_sentence, names_of_countries, names_street, party_spellings
from tasks.extract.entities.roles import MOST_NAMES, persons_by_role
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words, first_words

_RULES = Rules("persons")


def persons(text: str, words: Words, offices: Iterable[Mention], on: date | None) -> Iterator[Mention]:
    """Names of persons: after a title or an office a surname suffices, else a given name or a role is needed.

    Titles are no part of it. entity_id: the row of `ministers` with the name, on the text's day.
    """
    held = {office.end: office for office in offices}
    found = [
        *_behind_offices(text, held.values(), on),
        *_royal(text, words),
        *_titled(text, words, held, on),
        *_by_given_name(text, words),
    ]
    yield from found
    yield from persons_by_role(text, words, found)


def _behind_offices(text: str, offices: Iterable[Mention], on: date | None) -> Iterator[Mention]:
    """'Peeters' in 'minister van Begroting Peeters'; names with a given name are found without the office."""
    for office in offices:
        match = _RULES("behind_office").match(text, office.end) if " " in office.text else None
        first = match["name"].split(" ", 1)[0] if match else ""
        if match and first not in _no_names():
            printed, name = slice(office.start, office.end), slice(*match.span("name"))
            yield from _person(text, match, minister_behind(text, printed, name, on))


def _royal(text: str, words: Words) -> Iterator[Mention]:
    """Kings and princes, but not what is named after them with a capital: 'Prins Leopold Instituut'."""
    for match in _RULES.find("royal", text, words):
        start = match.start()
        is_title = match[0][0].islower() or text[start - 3 : start] == "du " or begins_sentence(text, start)
        if is_title and _is_given(match["name"].split(" ")[0]):
            yield from _person(text, match, None)


def _titled(text: str, words: Words, held: Mapping[int, Mention], on: date | None) -> Iterator[Mention]:
    """The one behind a title, or all: 'de heren Peeters en Jansen'; `held` are offices by their ends."""
    for match in _RULES.find("honoured", text, words):
        yield from _person(text, match, minister_of_full_name(match["name"]))
    for first in _RULES.find("titled", text, words):
        title = slice(*first.span("title"))
        row = _RULES.in_row("further_titled", text, first.end())
        others = MOST_NAMES - 1 if _RULES("of_many").fullmatch(text[title]) else 0
        for match in (first, *islice(row, others)):
            name = slice(*match.span("name"))
            office = held.get(name.start - 1)
            printed = slice(office.start, office.end) if office else title
            yield from _person(text, match, minister_behind(text, printed, name, on))


def _by_given_name(text: str, words: Words) -> Iterator[Mention]:
    for at in words.begins(words.among(_given_words())):
        match = _RULES("by_given_name").match(text, at)
        if match and _is_given(match["given"]) and match["given"] not in _no_names():
            yield from _person(text, match, minister_of_full_name(match[0]))


def _person(text: str, match: re.Match[str], minister: str | None) -> Iterator[Mention]:
    """A person, unless the words are no name or something else is named after somebody."""
    (start, end), name = match.span("name"), match["name"]
    *_, last = re.split("[ '’]", name)
    is_other = (
        last in (_no_names() if " " in name else word_set("no_name", "nl"))
        or (name.isupper() and len(name) > 1)
        or (name[0].islower() and last in party_spellings())
        or names_street(text, match.start())
        or _RULES("no_person").search(text, start, end)
        or _RULES.before("before_no_person", text, match.start())
    )
    if not is_other:
        yield Mention(start, end, "person", name, entity_id=minister)


@cache
def _given() -> frozenset[str]:
    return frozenset(name.replace("’", "'") for name in given_names())


@cache
def _given_words() -> frozenset[str]:
    return first_words(_given())


def _is_given(word: str) -> bool:
    return word.replace("’", "'").split("-")[0] in _given()


@cache
def _no_names() -> frozenset[str]:
    return (names_of_countries() - {"Maurice"}) | word_set("no_name", "nl")
