"""A typed search as an expression of SQLite's full-text index.

    drones politie          both words, in any form, anywhere: titles, texts, member, minister, number
    "sociale zekerheid"     an exact phrase
    drone*                  words that begin with it
    drones -politie         the first and not the second

Everything typed is quoted in the expression, so that nothing works as an operator.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.codes import Language
from schemas.search import indexed_columns, searched_columns
from tasks.common.accents import fold
from tasks.common.errors import UsageError

SHORTEST_BEGINNING = 2
"""Letters before a *: fewer would match nearly every question, slowly."""
MOST_WORDS = 50
"""The time of a search grows with the square of its words."""
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"*]+))(?P<star>\*?)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | {"\0": " "})
_LETTERS = re.compile(r"[^\W_]+")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=[aeiouyhœæà-ÿ])", re.IGNORECASE)
"""Elided French words: l'eau, d'urgence."""
_LIGATURES = {"œ": "oe", "æ": "ae"}


@dataclass(frozen=True, slots=True)
class Term:
    """One search term.

    `text` is as typed, without its signs; each of the `spellings` is a word or a phrase; an `excluded` term
    must not occur; a term that `begins` matches longer words too, an `exact` one, from quotation marks, no
    other forms. `forms` are other forms of its word in the texts of a language.
    """

    text: str
    spellings: tuple[str, ...]
    excluded: bool = False
    begins: bool = False
    exact: bool = False
    forms: Mapping[Language, Sequence[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        """The term as it counts, with its signs."""
        quote = '"' if self.exact else ""
        return f"{'-' * self.excluded}{quote}{self.text}{quote}{'*' * self.begins}"

    def expression(self, language: Language | None) -> str:
        """The part of the expression for this term, in one language or in both."""
        star = " *" if self.begins else ""
        own = _any_of(self.spellings, indexed_columns(language), star)
        forms = (
            _any_of(found, searched_columns(one))
            for one, found in self.forms.items()
            if found and language in {None, one}
        )
        return f"({' OR '.join((own, *forms))})"


def parse_query(typed: str) -> tuple[Term, ...]:
    """The terms of a typed search, in their order, each once however often and in what case it is typed.

    Raises UsageError without a word that must occur, with too few letters before a *, or with more than
    `MOST_WORDS` words, those of phrases included.
    """
    terms: dict[tuple[str, bool, bool, bool], Term] = {}
    for one in _pieces(typed):
        terms.setdefault((fold(one.text), one.excluded, one.begins, one.exact), one)
    found = tuple(terms.values())
    if sum(len(_LETTERS.findall(one.text)) for one in found) > MOST_WORDS:
        raise UsageError(f"A search has at most {MOST_WORDS} words. Leave some out.")
    if all(one.excluded for one in found):
        raise UsageError(
            'Say at least one word that must occur, as in: senate-questions search "drones -politie"'
        )
    return found


def expression(wanted: Sequence[Term], language: Language | None = None) -> str:
    """The expression for the questions that contain all terms, in one language or in both."""
    found = " AND ".join(one.expression(language) for one in wanted if not one.excluded)
    without = " OR ".join(one.expression(language) for one in wanted if one.excluded)
    return f"(({found}) NOT ({without}))" if without else f"({found})"


def _any_of(words: Iterable[str], columns: Sequence[str], star: str = "") -> str:
    quoted = ('"' + word.replace('"', '""') + '"' + star for word in words)
    return f"{{{' '.join(columns)}}} : ({' OR '.join(quoted)})"


def _pieces(typed: str) -> Iterator[Term]:
    for piece in _PIECE.finditer(typed.translate(_QUOTES)):
        phrase = piece["phrase"]
        text = phrase if phrase is not None else _ELIDED.sub("", piece["word"], count=1)
        letters = "".join(_LETTERS.findall(text))
        if not letters:
            continue
        if piece["star"] and len(letters) < SHORTEST_BEGINNING:
            raise UsageError(f"Put at least {SHORTEST_BEGINNING} letters before the * in {text}*.")
        spellings = _spellings(text, joined=phrase is None)
        yield Term(text, spellings, bool(piece["minus"]), bool(piece["star"]), phrase is not None)


def _spellings(text: str, *, joined: bool) -> tuple[str, ...]:
    """Ways to write a text: ligatures as two letters and vice versa; a hyphened word also as one."""
    found = [text, text.replace("-", "")] if joined else [text]
    for ligature, letters in _LIGATURES.items():
        found += [one.replace(ligature, letters) for one in found]
        found += [one.replace(letters, ligature) for one in found]
    return tuple(dict.fromkeys(found))
