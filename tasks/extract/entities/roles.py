"""Persons by full name alone: behind a word for what they are, or in a row with a person that was found."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from schemas.codes import LANGUAGES
from schemas.vocabulary.entities import word_set, words_for, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import begins_sentence, in_compound, names_of_countries, party_spellings
from tasks.extract.entities.places import place_names
from tasks.extract.entities.tokens import Words, WordTest
from tasks.extract.rules import Rules

_RULES = Rules("persons")
MOST_NAMES = 20
"""Persons in a row."""
_NO_NAMES = "no_name foreign region_adjective body_level body_head body_tail body_tail_english".split()


@WordTest
def _is_role(word: str) -> bool:
    """Whether a word says what somebody is or does: 'landbouwer', 'journaliste', 'oppositieleider'."""
    return word in word_set("role", "fr") or word.endswith(words_for("role", "nl"))


def persons_by_role(text: str, words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    """Full names behind a role, and those in a row with them or with persons found otherwise."""
    full = [one for one in found if " " in one.text]
    places = [words.end(number) for number in words.such_as(_is_role)]
    behind = [*filter(None, (_person(text, _RULES("behind_role").match(text, at)) for at in places))]
    yield from behind
    for post in _RULES.find("post", text, words):
        name = _RULES.before("before_post", text, post.start(), letters=80)
        person = _person(text, name)
        if person and not _begins(text, person):
            yield person
    for person in (*full, *behind):
        yield from _row(text, person.end)
    for person in full:
        before = _person(text, _RULES.before("before_another", text, person.start, letters=80))
        if before and not begins_sentence(text, before.start):
            yield before


def _begins(text: str, person: Mention) -> bool:
    """Whether the first word is none of the name: 'Volgens Peeters, hoofd', 'Commissaris Jan Peeters'."""
    first = person.text.split(" ", 1)[0].lower()
    is_common = any(first in word_set("count_stop", language) for language in LANGUAGES)
    is_post = first.endswith(words_for("role_behind", "nl")) or _is_role.holds(first)
    return is_post or (is_common and begins_sentence(text, person.start))


def _row(text: str, end: int) -> Iterator[Mention]:
    """The names in a row behind a person."""
    for _ in range(MOST_NAMES):
        name = _person(text, _RULES("in_row").match(text, end))
        if name is None:
            return
        yield name
        end = name.end


def _person(text: str, match: re.Match[str] | None) -> Mention | None:
    """Words with capitals as a person, unless they name a place, party or body."""
    if match is None:
        return None
    name = match["name"]
    parts = {part for word in name.split() for part in (word, *word.split("-"))}
    is_other = name in place_names() or name in party_spellings() or in_compound(text, *match.span("name"))
    if is_other or parts & _no_names() or any(map(str.isupper, name.split())):
        return None
    return Mention(*match.span("name"), "person", name)


@cache
def _no_names() -> frozenset[str]:
    """Words that no person's name has: of countries, adjectives, titles, bodies."""
    words = [word for group in _NO_NAMES for word in words_of_both(group)]
    return names_of_countries().union(words, map(str.capitalize, words))
