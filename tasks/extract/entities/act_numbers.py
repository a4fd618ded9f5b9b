"""Which of the acts of a day a text means: by its name, its title, or because the list knows its day."""

import re
from functools import cache

from schemas.vocabulary.acts import Act, acts_of, eli_kinds
from schemas.vocabulary.entities import act_kinds, words_of_both
from tasks.common.accents import fold
from tasks.extract.rules import Rules

_WORD = re.compile(r"[a-z0-9]+")
_REACH, _SHORT = 300, 3
"""Letters behind a day in which a title begins, and of words that say nothing of it: 'de', 'la'."""
_PLAIN = frozenset(("law", "royal_decree", "decree", "ordinance"))
"""Kinds of which a bare day may mean the act that is known by it: a 'programmawet' of that day is another."""
_LISTED = _PLAIN | {"special_law", "special_decree"}
"""Kinds whose acts are listed: a ministerial decree of a day is not the royal one."""
_RULES = Rules("acts")
Words = tuple[str, ...]


def act_id(kind: str, day: str, name: str, between: str, behind: str) -> tuple[str, bool]:
    """The ELI of an act and whether it is unsure, because it has the day alone.

    Args:
        kind: The code of its kind, which has an ELI.
        day: The day of the act.
        name: What the text calls it: 'wet', 'GAS-wet', 'programmawet (I)'.
        between: The letters between its name and its day.
        behind: The letters behind its day.
    """
    eli = eli_kinds()[kind]
    prefix = f"eli/{eli}/{day.replace('-', '/')}"
    printed = _RULES("numac").match(behind)
    if printed:
        return f"{prefix}/{printed['numac']}", False
    acts = acts_of(eli, day) if kind in _LISTED else ()
    number = _number(acts, _words(name), between, behind, is_plain=kind in _PLAIN) if acts else None
    return (f"{prefix}/{number}", False) if number else (prefix, True)


def _number(acts: tuple[Act, ...], name: Words, between: str, behind: str, *, is_plain: bool) -> str | None:
    """The number of the one act that has the name or the title, or is known by its day."""
    found = [act for act in acts if name in _all_words(act.names)]
    title = _RULES("own_title").match(between) or _RULES("own_title").match(behind)
    if title and not found:
        words = _subject(title.string[title.start("title") : title.start("title") + _REACH])
        keys = ((act, key) for act in acts for key in (*_subjects(act.titles), *_all_words(act.names)))
        found = list(dict.fromkeys(act for act, key in keys if words[: len(key)] == key))
    elif not found and is_plain and name in _plain_names():
        found = [act for act in acts if act.is_known_by_day]
    return found[0].numac if len(found) == 1 else None


def _words(text: str) -> Words:
    return tuple(_WORD.findall(fold(text)))


@cache
def _all_words(names: tuple[str, ...]) -> frozenset[Words]:
    return frozenset(map(_words, names))


@cache
def _subjects(titles: tuple[str, ...]) -> tuple[Words, ...]:
    return tuple(map(_subject, titles))


def _subject(text: str) -> Words:
    """The words of a title without those that any title may begin with: 'relative à la'."""
    words = _words(text)
    first = next((at for at, word in enumerate(words) if word not in _leads() and len(word) > _SHORT), 0)
    return words[first:]


@cache
def _leads() -> frozenset[str]:
    return frozenset(map(fold, words_of_both("act_title")))


@cache
def _plain_names() -> frozenset[Words]:
    """Names of kinds, which say nothing of an act but its kind."""
    return _all_words(tuple(name for kind in act_kinds() for name in kind.names))
