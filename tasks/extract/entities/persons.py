"""Persons: surnames after a title, given names with a surname, full names behind a word for what they are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice, takewhile

from schemas.codes import LANGUAGES
from schemas.vocabulary.entities import given_names, word_set, words_for, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import begins_sentence, names_street, party_spellings
from tasks.extract.entities.offices import minister_behind, minister_of_full_name
from tasks.extract.rules import Rules, names_of_countries
from tasks.extract.tokens import Words, WordTest, first_words

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
    yield from _persons_by_role(text, words, found)


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
        others = _MOST_NAMES - 1 if _RULES("of_many").fullmatch(text[title]) else 0
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


_MOST_NAMES = 20
"""Persons in a row."""
_NO_NAMES = "no_name foreign region_adjective body_level body_head body_tail body_tail_english".split()


@WordTest
def _is_role(word: str) -> bool:
    """Whether a word says what somebody is or does: 'landbouwer', 'journaliste', 'oppositieleider'."""
    return word in word_set("role", "fr") or word.endswith(words_for("role", "nl"))


def _persons_by_role(text: str, words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    """Full names behind a role, and those in a row with them or with persons found otherwise."""
    full = [one for one in found if " " in one.text]
    places = [words.end(number) for number in words.such_as(_is_role)]
    behind = [*filter(None, (_full_name(_RULES("behind_role").match(text, at)) for at in places))]
    yield from behind
    for post in _RULES.find("post", text, words):
        name = _RULES.before("before_post", text, post.start(), letters=80)
        person = _full_name(name)
        if person and not _begins_otherwise(person):
            yield person
    for person in (*full, *behind):
        row = islice(_RULES.in_row("in_row", text, person.end), _MOST_NAMES)
        yield from filter(None, takewhile(bool, map(_full_name, row)))
    for person in full:
        before = _full_name(_RULES.before("before_another", text, person.start, letters=80))
        if before and not begins_sentence(text, before.start):
            yield before


def _begins_otherwise(person: Mention) -> bool:
    """Whether the first word is none of the name: 'Volgens Peeters, hoofd', 'Commissaris Jan Peeters'."""
    first = person.text.split(" ", 1)[0].lower()
    is_common = any(first in word_set("count_stop", language) for language in LANGUAGES)
    return is_common or first.endswith(words_for("role_behind", "nl"))


def _full_name(match: re.Match[str] | None) -> Mention | None:
    """Words with capitals as a person, unless one of them is that of a country or body."""
    parts = {part for word in match["name"].split() for part in (word, *word.split("-"))} if match else set()
    if match is None or parts & _never_names():
        return None
    return Mention(*match.span("name"), "person", match["name"])


@cache
def _never_names() -> frozenset[str]:
    """Words that no person's name has: of countries, adjectives, titles, bodies."""
    words = [word for group in _NO_NAMES for word in words_of_both(group)]
    return names_of_countries().union(words, map(str.capitalize, words))
