"""What a person types to search, as an expression of SQLite's full-text index.

    drones politie          both words, anywhere in the question
    "sociale zekerheid"     words behind each other
    drone*                  words that begin so
    drones -politie         the first and not the second

Whatever is typed stands in quotes in the expression, so that none of it is understood as an operator.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.codes import Language
from schemas.search import searched_columns
from tasks.common.errors import UsageError

SHORTEST_BEGINNING = 2
"""Letters before a *; with fewer nearly every question would match, slowly."""
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"*]+))(?P<star>\*?)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_LETTERS = re.compile(r"[^\W_]+")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=[aeiouyhœæà-ÿ])", re.IGNORECASE)
"""Short words that French writes without their vowel before another: l'eau, d'urgence."""
_LIGATURES = {"œ": "oe", "æ": "ae"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to look for.

    Attributes:
        text: As it was typed, without its signs.
        spellings: Ways to write it, each of one word or of several behind each other.
        excluded: Whether it must not occur.
        begins: Whether longer words count, too.
    """

    text: str
    spellings: tuple[str, ...]
    excluded: bool = False
    begins: bool = False

    @property
    def expression(self) -> str:
        """The part of the expression that stands for it."""
        star = " *" if self.begins else ""
        return f"({' OR '.join(_quoted(spelling) + star for spelling in self.spellings)})"


def understood(typed: str) -> tuple[Wanted, ...]:
    """What is to be looked for, in the order typed.

    Raises:
        UsageError: When there is no word that must occur, or too few letters stand before a *.
    """
    found = tuple(_pieces(typed.translate(_QUOTES)))
    if all(one.excluded for one in found):
        raise UsageError(
            'Say at least one word that must occur, as in: senate-questions search "drones -politie"'
        )
    return found


def expression(wanted: Sequence[Wanted], language: Language | None = None) -> str:
    """The expression that finds the questions in which all that is wanted occurs.

    Args:
        wanted: What `understood` found.
        language: The language whose titles and texts are searched; None for both.
    """
    found = " AND ".join(one.expression for one in wanted if not one.excluded)
    without = " OR ".join(one.expression for one in wanted if one.excluded)
    whole = f"(({found}) NOT ({without}))" if without else f"({found})"
    return f"{{{' '.join(searched_columns(language))}}} : {whole}"


def _pieces(typed: str) -> Iterator[Wanted]:
    for piece in _PIECE.finditer(typed):
        phrase = piece["phrase"]
        text = phrase if phrase is not None else _ELIDED.sub("", piece["word"], count=1)
        letters = "".join(_LETTERS.findall(text))
        if not letters:
            continue
        if piece["star"] and len(letters) < SHORTEST_BEGINNING:
            raise UsageError(f"At least {SHORTEST_BEGINNING} letters must stand before the * in {text}*.")
        spellings = _spellings(text, joined=phrase is None)
        yield Wanted(text, spellings, bool(piece["minus"]), bool(piece["star"]))


def _spellings(text: str, *, joined: bool) -> tuple[str, ...]:
    """Ways to write it: ligatures as two letters and the other way round; a hyphened word as one, too."""
    found = [text, text.replace("-", "")] if joined else [text]
    for ligature, letters in _LIGATURES.items():
        found += [one.replace(ligature, letters) for one in found]
        found += [one.replace(letters, ligature) for one in found]
    return tuple(dict.fromkeys(found))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
