"""The significant words of printed offices, and the portfolios they name.

Articles and prepositions differ between pages, so they are ignored; a comma joins portfolios like 'en'.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from schemas.vocabulary.actor_words import actor_words, phrases_of
from schemas.vocabulary.entities import portfolios
from tasks.common.accents import fold

AND = "&"
"""Stands for a comma and for the words that join portfolios."""
_TOKEN = re.compile(r"(?:\w\.){2,}(?:\w(?!\w))?|\w+|[,;&]")
"""Abbreviations with points, words, and joining signs."""
_JOINING_SIGNS = frozenset(",;&")


class Word(NamedTuple):
    """A significant word, without accents and case, with its place in the printed text."""

    text: str
    start: int
    end: int


class Part(NamedTuple):
    """One portfolio: its code, or None when portfolios.tsv lacks it, and its letters."""

    code: str | None
    text: str


class _Choice(NamedTuple):
    """The best split of the words from one on: fewest unknown words, then fewest portfolios."""

    unknown: int
    portfolios: int
    end: int


def counting_words(printed: str) -> list[Word]:
    """The significant words of an office, in order."""
    small, joining = _folded("small"), _folded("and") | _JOINING_SIGNS
    found = []
    for match in _TOKEN.finditer(printed):
        text = fold(match[0]).replace(".", "")
        if text in joining:
            found.append(Word(AND, *match.span()))
        elif text not in small:
            found.append(Word(text, *match.span()))
    return found


def texts(words: Iterable[Word]) -> tuple[str, ...]:
    """The words without their places."""
    return tuple(word.text for word in words)


@cache
def markers() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """What begins another clause of an office, a role or 'charged with': (group, code) by its words."""
    rows = [row for row in actor_words() if row.group in {"role", "charged", "attached", "aspect"}]
    return {texts(counting_words(phrase)): (row.group, row.code) for row in rows for phrase in row.phrases}


@cache
def _folded(group: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in phrases_of(group))


@cache
def _portfolio_codes() -> Mapping[tuple[str, ...], str]:
    return {
        texts(counting_words(name)): portfolio.code for portfolio in portfolios() for name in portfolio.names
    }


@cache
def _longest_portfolio() -> int:
    return max(map(len, _portfolio_codes()))


def read_portfolios(words: Sequence[Word], printed: str) -> list[Part]:
    """Split a list of portfolios with as few unknown words as possible.

    A name may contain a joining word ('Kleine en Middelgrote Ondernemingen'); it ends before one. `printed`
    is the text of the words' places.
    """
    found: list[Part] = []
    choices, start = _choices(words), 0
    while start < len(words):
        end = choices[start].end
        if words[start].text != AND:
            code = _portfolio_codes().get(texts(words[start:end]))
            found.append(Part(code, printed[words[start].start : words[end - 1].end]))
        start = end
    return found


def _choices(words: Sequence[Word]) -> list[_Choice]:
    """The best choice at each word, worked out from the end."""
    last = len(words)
    choices = [_Choice(0, 0, last)] * (last + 1)
    next_joint = last
    for start in reversed(range(last)):
        if words[start].text == AND:
            next_joint = start
            choices[start] = choices[start + 1]._replace(end=start + 1)
            continue
        behind = choices[next_joint]
        unknown = _Choice(behind.unknown + next_joint - start, behind.portfolios + 1, next_joint)
        choices[start] = min(_portfolio_choices(words, start, choices), default=unknown)
        choices[start] = min(choices[start], unknown)
    return choices


def _portfolio_choices(words: Sequence[Word], start: int, choices: Sequence[_Choice]) -> Iterator[_Choice]:
    """The choices of a known portfolio that begins at a word."""
    for end in range(start + 1, min(start + _longest_portfolio(), len(words)) + 1):
        if (end == len(words) or words[end].text == AND) and texts(words[start:end]) in _portfolio_codes():
            behind = choices[end]
            yield _Choice(behind.unknown, behind.portfolios + 1, end)
