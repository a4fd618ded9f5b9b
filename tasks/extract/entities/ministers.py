"""Which federal minister the name of a person means."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from schemas.vocabulary.governments import ministers
from tasks.common.accents import fold
from tasks.extract.entities.names import has_adjective

_TITLE = re.compile(
    r"(?:vice-?)?(?:ministers?|premier|staatssecretaris(?:sen)?|ministres?|secrétaires? d['’][ÉE]tat)",
    re.IGNORECASE,
)


def _is_federal(text: str, title: slice) -> bool:
    """Whether no adjective makes a minister one of a Region or of another country."""
    groups = ("region_adjective", "foreign")
    return not any(has_adjective(group, text, title.start, title.stop) for group in groups)


@cache
def _full_names() -> Mapping[str, str]:
    return {fold(term.name): term.minister for term in ministers()}


@cache
def _surnames() -> Mapping[str, frozenset[tuple[str, date]]]:
    """The ministers of each surname, with the first day of each term."""
    found: dict[str, set[tuple[str, date]]] = defaultdict(set)
    for term in ministers():
        found[fold(term.name.split(" ", 1)[1])].add((term.minister, term.since))
    return {name: frozenset(terms) for name, terms in found.items()}


def minister_of_full_name(name: str) -> str | None:
    """The minister with a given name and a surname."""
    return _full_names().get(fold(name.replace("’", "'")))


_ELSEWHERE = re.compile(
    r",? (?:de la (?:Région|Communauté)|du gouvernement (?!fédéral)|van (?:het|de) (?:Waals|Vlaams|Brussels)"
    r"|van (?!Justitie)[A-ZÀ-Ý]\w+)"
)


def minister_behind(text: str, title: slice, name: str, on: date | None, end: int) -> str | None:
    """The minister whose name follows a title: of that surname, no other was in office up to that day.

    None for the minister of a Region or another country, and for a surname without a day.
    """
    full = minister_of_full_name(name)
    if (
        full
        or on is None
        or _ELSEWHERE.match(text, end)
        or not _TITLE.fullmatch(text[title])
        or not _is_federal(text, title)
    ):
        return full
    named = {minister for minister, since in _surnames().get(fold(name), ()) if since <= on}
    return named.pop() if len(named) == 1 else None
