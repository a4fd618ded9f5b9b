"""Persons by full name alone: behind a word for what they are, or in a row with a person that was found."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, takewhile

from schemas.codes import LANGUAGES
from schemas.vocabulary.entities import word_set, words_for, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import begins_sentence, names_of_countries
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words, WordTest

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
    behind = [*filter(None, (_person(_RULES("behind_role").match(text, at)) for at in places))]
    yield from behind
    for post in _RULES.find("post", text, words):
        name = _RULES.before("before_post", text, post.start(), letters=80)
        person = _person(name)
        if person and not _begins(person):
            yield person
    for person in (*full, *behind):
        row = islice(_RULES.in_row("in_row", text, person.end), MOST_NAMES)
        yield from filter(None, takewhile(bool, map(_person, row)))
    for person in full:
        before = _person(_RULES.before("before_another", text, person.start, letters=80))
        if before and not begins_sentence(text, before.start):
            yield before


def _begins(person: Mention) -> bool:
    """Whether the first word is none of the name: 'Volgens Peeters, hoofd', 'Commissaris Jan Peeters'."""
    first = person.text.split(" ", 1)[0].lower()
    is_common = any(first in word_set("count_stop", language) for language in LANGUAGES)
    return is_common or first.endswith(words_for("role_behind", "nl"))


def _person(match: re.Match[str] | None) -> Mention | None:
    """Words with capitals as a person, unless one of them is that of a country or body."""
    parts = {part for word in match["name"].split() for part in (word, *word.split("-"))} if match else set()
    if match is None or parts & _no_names():
        return None
    return Mention(*match.span("name"), "person", match["name"])


@cache
def _no_names() -> frozenset[str]:
    """Words that no person's name has: of countries, adjectives, titles, bodies."""
    words = [word for group in _NO_NAMES for word in words_of_both(group)]
    return names_of_countries().union(words, map(str.capitalize, words))
