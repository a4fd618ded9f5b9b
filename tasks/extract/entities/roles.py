"""Persons by full name alone: behind a word for what they are, or in a row with a person that was found."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from schemas.codes import LANGUAGES
from schemas.vocabulary.entities import word_set, words_for, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import (
    UPPER,
    begins_sentence,
    in_compound,
    names_of_countries,
    party_spellings,
)
from tasks.extract.entities.places import place_names
from tasks.extract.entities.tokens import Words, WordTest
from tasks.extract.rules import alternatives

_WORD = rf"[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)*"
_LEAD = 60
MOST_NAMES = 20
"""Persons in a row."""


@cache
def _full_name() -> str:
    """Two to four words with capitals, with the particles of surnames between them."""
    between = alternatives(words_for("particle_between", "nl"))
    return rf"{_WORD}(?: (?:(?:{between}) )?{_WORD}){{1,3}}(?![\w-])"


@cache
def _behind_role() -> re.Pattern[str]:
    adjectives = (*words_for("foreign", "fr"), *words_for("region_adjective", "fr"), "belge", "belges")
    adjective = rf"(?:{alternatives(adjectives)}|(?:pro|anti)-[a-zà-ÿ]+)"
    return re.compile(rf"(?: {adjective}){{0,2}},? (?P<name>{_full_name()})")


@cache
def _further() -> re.Pattern[str]:
    return re.compile(rf"(?:,|,? (?:en|et|of|ou)) (?P<name>{_full_name()})")


@cache
def _before() -> re.Pattern[str]:
    """The first of two."""
    return re.compile(rf"(?<![\w’'-])(?P<name>{_full_name()}) (?:en|et) $")


@cache
def _explained() -> re.Pattern[str]:
    """A name before what somebody is: 'X Y, de voorzitter', 'X Y, l'ancien directeur'."""
    small = "de|het|een|le|la|une?|jeune|ancien(?:ne)?|voormalige?|gewezen|toenmalige?|huidige?|actuel(?:le)?"
    other = rf"(?:{_WORD} (?:de|van) (?=[{UPPER}]\S+ [{UPPER}]))?"  # 'Amnesty de X Y'
    of_country = rf"[{UPPER}]\w+(?:ees|ese|se|s|['’]s)"
    return re.compile(
        rf"(?<![\w’'-]){other}(?P<name>{_full_name()}), (?:(?:{small}|{of_country}) |l['’]|ex-|vice-)*$"
    )


@WordTest
def _is_role(word: str) -> bool:
    """Whether a word says what somebody is or does: 'landbouwer', 'journaliste', 'oppositieleider'."""
    return word in word_set("role", "fr") or word.endswith(words_for("role", "nl"))


def persons_by_role(text: str, words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    """Full names behind a role, and those in a row with them or with persons found otherwise."""
    ends = [one.end for one in found if " " in one.text]
    for number in words.such_as(_is_role):
        name = _behind_role().match(text, words.end(number))
        if name and _is_full_name(text, name):
            yield _person(name)
            ends.append(name.end())
    posts = (*words.among(word_set("role_behind", "nl")), *words.such_as(_is_role))
    for start in (words.starts[number] for number in posts if words.texts[number].islower()):
        is_behind = ", " in text[max(0, start - _LEAD) : start]
        name = _explained().search(text, max(0, start - 2 * _LEAD), start) if is_behind else None
        if name and _is_full_name(text, name) and not _begins(text, name):
            yield _person(name)
    for end in ends:
        yield from _row(text, end)
    for one in found:
        before = _before().search(text, max(0, one.start - _LEAD), one.start) if " " in one.text else None
        if before and _is_full_name(text, before) and not begins_sentence(text, before.start()):
            yield _person(before)


def _begins(text: str, name: re.Match[str]) -> bool:
    """Whether the first word is none of the name: 'Volgens Peeters, hoofd', 'Commissaris Jan Peeters'."""
    first = name["name"].split(" ", 1)[0].lower()
    is_common = any(first in word_set("count_stop", language) for language in LANGUAGES)
    is_post = first.endswith(words_for("role_behind", "nl")) or _is_role.holds(first)
    return is_post or (is_common and begins_sentence(text, name.start()))


def _row(text: str, end: int) -> Iterator[Mention]:
    """The names in a row behind a person."""
    for _ in range(MOST_NAMES):
        name = _further().match(text, end)
        if name is None or not _is_full_name(text, name):
            return
        yield _person(name)
        end = name.end()


def _person(name: re.Match[str]) -> Mention:
    return Mention(*name.span("name"), "person", name["name"])


def _is_full_name(text: str, match: re.Match[str]) -> bool:
    """Whether words with capitals may be a person's name, not that of a place, party or body."""
    name = match["name"]
    words = name.split()
    is_other = name in place_names() or name in party_spellings() or in_compound(text, *match.span("name"))
    parts = {part for word in words for part in (word, *word.split("-"))}
    return not is_other and parts.isdisjoint(_no_names()) and not any(map(str.isupper, words))


@cache
def _no_names() -> frozenset[str]:
    """Words that no person's name has: of countries, adjectives, titles, bodies."""
    groups = "no_name foreign region_adjective body_level body_head body_tail body_tail_english".split()
    other = {form for group in groups for word in words_of_both(group) for form in (word, word.capitalize())}
    return frozenset(other) | names_of_countries()
