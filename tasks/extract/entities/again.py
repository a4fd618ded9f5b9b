"""Persons whom a text names again: in full, or by the surname alone."""

import re
from collections.abc import Iterable, Iterator, KeysView
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from schemas.vocabulary.entities import given_names, words_for
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import (
    UPPER,
    alternatives,
    begins_sentence,
    in_compound,
    names_of_countries,
    names_street,
    party_spellings,
)
from tasks.extract.entities.places import place_names
from tasks.extract.entities.tokens import Words, words_of

_SHORTEST = 4
"""Letters of a surname that may stand alone."""
_CAPITAL_BEFORE = re.compile(rf"(?<![\w-])[{UPPER}][\w’'.-]* $")
_CAPITAL_BEHIND = re.compile(rf" [{UPPER}]")
_LONGEST_WORD = 30
_MOST_WORDS = 12
"""Words and signs of a name that are compared."""


def named_again(text: str, words: Words, persons: Iterable[Mention]) -> Iterator[Mention]:
    """The persons of a text wherever else it has their full names, and behind them their surnames.

    Beside another word with a capital they are part of another name. entity_id: that of all of the name.
    """
    called = _first_persons(persons)
    as_written = frozenset(words.texts) if called else frozenset()
    for name_words, start, end in _places(words, called.keys()):
        person, name = called[name_words], text[start:end]
        is_behind = start >= person.end and not _is_common(text, start, name, as_written)
        if _surname(name) != name or (is_behind and _is_alone(text, start, end)):
            yield Mention(start, end, "person", name, entity_id=person.entity_id)


def _first_persons(persons: Iterable[Mention]) -> dict[tuple[str, ...], Mention]:
    """The first person of each name and surname, in words; without identifier if others have the same."""
    called: dict[tuple[str, ...], Mention] = {}
    for one in sorted(persons, key=lambda one: one.start):
        for name in filter(_may_stand_alone, {one.text, _surname(one.text)}):
            first = called.setdefault(words_of(name)[:_MOST_WORDS], one)
            if first.entity_id != one.entity_id:
                called[words_of(name)[:_MOST_WORDS]] = replace(first, entity_id=None)
    return called


def _places(words: Words, names: KeysView[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Where a text has names, each given in words: the longest at a place, its first and last place."""
    sizes = sorted({len(name) for name in names}, reverse=True)
    last = 0
    for at in words.among({name[0].lower() for name in names}):
        there = (tuple(words.texts[at : at + size]) for size in sizes)
        name = next((one for one in there if one in names), None) if at >= last else None
        if name:
            last = at + len(name)
            yield name, words.starts[at], words.end(last - 1)


@cache
def _begins_as_surname() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words_for('particle', 'nl'))})[ ’']", re.IGNORECASE)


def _surname(name: str) -> str:
    """What is behind the given name; the whole of one without."""
    return name if _begins_as_surname().match(name) or " " not in name else name.split(" ", 1)[1]


def _may_stand_alone(name: str) -> bool:
    """Whether a name alone is a person's: no given name, place, country or party."""
    others = (given_names(), place_names(), names_of_countries(), party_spellings())
    return len(name) >= _SHORTEST and not name.isupper() and not any(name in some for some in others)


def _is_common(text: str, start: int, name: str, as_written: AbstractSet[str]) -> bool:
    """Whether a word at the beginning of a sentence is a common one: the text has it in small letters too."""
    return begins_sentence(text, start) and name.lower() in as_written


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether words are no part of another name, compound or street."""
    return not (
        _CAPITAL_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
        or _CAPITAL_BEHIND.match(text, end)
        or in_compound(text, start, end)
        or names_street(text, start)
    )
