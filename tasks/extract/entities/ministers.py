"""Which federal minister the name of a person means."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from schemas.vocabulary.entities import words_of_both
from schemas.vocabulary.governments import ministers
from tasks.common.accents import fold
from tasks.extract.entities.names import has_adjective

_ADJECTIVES = ("region_adjective", "foreign")
"""Beside a title, they say that a minister is one of a Region or of another country."""


@cache
def _full_names() -> Mapping[str, str]:
    return {fold(term.name): term.minister for term in ministers()}


@cache
def _surnames() -> Mapping[str, set[tuple[str, date]]]:
    """The ministers of each surname, with the first day of each term."""
    found: dict[str, set[tuple[str, date]]] = defaultdict(set)
    for term in ministers():
        found[fold(term.name.split(" ", 1)[1])].add((term.minister, term.since))
    return found


def minister_of_full_name(name: str) -> str | None:
    """The minister with a given name and a surname."""
    return _full_names().get(fold(name.replace("’", "'")))


def minister_behind(text: str, title: slice, name: slice, on: date | None) -> str | None:
    """The minister whose name follows a title: of that surname, no other was in office up to that day.

    None for the minister of a Region or another country, and for a surname without a day.
    """
    full = minister_of_full_name(text[name])
    if full or on is None or text[title].lower().replace("’", "'") not in words_of_both("minister_title"):
        return full
    if any(has_adjective(group, text, title.start, title.stop) for group in _ADJECTIVES):
        return None
    named = {minister for minister, since in _surnames().get(fold(text[name]), ()) if since <= on}
    return named.pop() if len(named) == 1 else None
