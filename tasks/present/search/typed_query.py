"""A typed search as an expression of SQLite's full-text index.

    drones politie          both words, anywhere in the question: titles, texts, senator, minister, number
    "sociale zekerheid"     an exact phrase
    drone*                  words that begin with it
    drones -politie         the first and not the second

Everything typed is quoted in the expression, so that nothing works as an operator.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.codes import Language
from schemas.search import indexed_columns
from tasks.common.errors import UsageError

SHORTEST_BEGINNING = 2
"""Letters before a *: fewer would match nearly every question, slowly."""
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"*]+))(?P<star>\*?)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_LETTERS = re.compile(r"[^\W_]+")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=[aeiouyhœæà-ÿ])", re.IGNORECASE)
"""Elided French words: l'eau, d'urgence."""
_LIGATURES = {"œ": "oe", "æ": "ae"}


@dataclass(frozen=True, slots=True)
class Term:
    """One search term.

    `text` is as typed, without its signs; each of the `spellings` is a word or a phrase; an `excluded` term
    must not occur; a term that `begins` matches longer words too.
    """

    text: str
    spellings: tuple[str, ...]
    excluded: bool = False
    begins: bool = False

    @property
    def expression(self) -> str:
        """The part of the expression for this term."""
        star = " *" if self.begins else ""
        quoted = ('"' + spelling.replace('"', '""') + '"' for spelling in self.spellings)
        return f"({' OR '.join(one + star for one in quoted)})"


def parse_query(typed: str) -> tuple[Term, ...]:
    """The terms of a typed search, in their order.

    Raises UsageError without a word that must occur, or with too few letters before a *.
    """
    found = tuple(_pieces(typed.translate(_QUOTES)))
    if all(one.excluded for one in found):
        raise UsageError(
            'Say at least one word that must occur, as in: senate-questions search "drones -politie"'
        )
    return found


def expression(wanted: Sequence[Term], language: Language | None = None) -> str:
    """The expression for the questions that contain all terms, in one language or in both."""
    found = " AND ".join(one.expression for one in wanted if not one.excluded)
    without = " OR ".join(one.expression for one in wanted if one.excluded)
    matching = f"(({found}) NOT ({without}))" if without else f"({found})"
    return f"{{{' '.join(indexed_columns(language))}}} : {matching}"


def _pieces(typed: str) -> Iterator[Term]:
    for piece in _PIECE.finditer(typed):
        phrase = piece["phrase"]
        text = phrase if phrase is not None else _ELIDED.sub("", piece["word"], count=1)
        letters = "".join(_LETTERS.findall(text))
        if not letters:
            continue
        if piece["star"] and len(letters) < SHORTEST_BEGINNING:
            raise UsageError(f"Put at least {SHORTEST_BEGINNING} letters before the * in {text}*.")
        spellings = _spellings(text, joined=phrase is None)
        yield Term(text, spellings, bool(piece["minus"]), bool(piece["star"]))


def _spellings(text: str, *, joined: bool) -> tuple[str, ...]:
    """Ways to write a text: ligatures as two letters and vice versa; a hyphened word also as one."""
    found = [text, text.replace("-", "")] if joined else [text]
    for ligature, letters in _LIGATURES.items():
        found += [one.replace(ligature, letters) for one in found]
        found += [one.replace(letters, ligature) for one in found]
    return tuple(dict.fromkeys(found))
