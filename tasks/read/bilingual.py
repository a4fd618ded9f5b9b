"""Parting what the bilingual print page runs together: titles on one line, keywords and texts in a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tasks.read.lines import Leaning, Line

_WORD = re.compile(r"\S+")
_PARTS = re.compile(r"\s[-—–]\s")
EVEN_PARTS = 6.0
"""What it counts (nats) that both titles have as many parts ('A - B - C')."""
SAME_CAPITAL = 2.0
"""What it counts (nats) that both titles begin alike, with a capital or without."""
MARGIN = 3.0
"""The best place must be better than any other by so much (nats)."""


@dataclass(frozen=True, slots=True)
class Parting:
    """French and Dutch side by side; `sure` is False when another place is nearly as likely."""

    french: str
    dutch: str
    sure: bool


def part_titles(line: str, leaning: Leaning) -> Parting:
    """Part a line that holds the French and then the Dutch title.

    Words of both languages, the number of parts and the capital at the beginning decide.
    """
    words = list(_WORD.finditer(line))
    if len(words) < 2:  # noqa: PLR2004 - two titles have two words
        return Parting(line, "", sure=False)
    sums = list(accumulate((leaning(word[0]) for word in words), initial=0.0))
    places = {
        words[at].start(): sums[-1] - 2 * sums[at] + _likeness(line, words[at].start())
        for at in range(1, len(words))
    }
    best, *others = sorted(places, key=lambda place: places[place], reverse=True)
    sure = not others or places[best] - places[others[0]] >= MARGIN
    return Parting(line[:best].strip(), line[best:].strip(), sure)


def _likeness(line: str, place: int) -> float:
    """How much the two sides of a place look like two titles of one question (nats)."""
    french, dutch = line[:place].strip(), line[place:].strip()
    if re.search(r"\s[-—–]$", french) or re.match(r"[-—–]\s", dutch):
        return -10 * EVEN_PARTS
    even = len(_PARTS.findall(french)) == len(_PARTS.findall(dutch))
    alike = french[:1].isupper() == dutch[:1].isupper()
    return EVEN_PARTS * even + SAME_CAPITAL * alike


def line_leaning(line: Line, leaning: Leaning, most: int = 40) -> float:
    """How much more likely a line is Dutch, by its first words (nats)."""
    return sum(leaning(word) for word in line.text.split()[:most])


def part_lines(lines: Sequence[Line], leaning: Leaning) -> tuple[list[Line], list[Line], bool]:
    """Part lines of which the first are French and the others Dutch.

    A line with a lone no-break space is the border when there is one; else the languages decide.

    Returns:
        French lines, Dutch lines, and whether the border is sure.
    """
    sums = list(accumulate((line_leaning(line, leaning) for line in lines), initial=0.0))
    scores = [sums[-1] - 2 * part for part in sums]
    blanks = [at for at, line in enumerate(lines) if line.is_blank]
    places = blanks or range(len(lines) + 1)
    best = max(places, key=lambda at: scores[at])
    sure = bool(blanks) or all(scores[best] - scores[at] >= MARGIN for at in places if at != best)
    french, dutch = lines[:best], lines[best:]
    return [line for line in french if line.text], [line for line in dutch if line.text], sure


def part_keywords(lines: Sequence[Line], leaning: Leaning) -> tuple[list[Line], list[Line], bool]:
    """Part keywords of which the first half is French and the second Dutch, in the same order.

    Returns:
        French and Dutch lines, and whether they pair: an even number, each half in its language.
    """
    half, rest = divmod(len(lines), 2)
    if rest:
        return part_lines(lines, leaning)[:2] + (False,)  # noqa: RUF005 - keeps the type
    french, dutch = list(lines[:half]), list(lines[half:])
    difference = sum(line_leaning(line, leaning) for line in dutch) - sum(
        line_leaning(line, leaning) for line in french
    )
    return french, dutch, difference > 0
