"""Parting what the bilingual print page runs together: titles on one line, keywords and texts in a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from tasks.read.lines import Leaning, Line

_WORD = re.compile(r"\S+")
_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿ).»\"”])(?=[A-ZÀ-Þ«“(])")
_NO_LAST_WORD = frozenset(
    "à au aux d' dans de des du en et l' la le les ou par pour sur un une - – — « “ (".split()
)
"""No French title ends in one of these words."""
_PARTS = re.compile(r"\s[-—–]\s")
EVEN_PARTS = 6.0
"""What it counts (nats) that both titles have as many parts ('A - B - C')."""
SAME_CAPITAL = 6.0
"""What it counts (nats) that both titles begin alike, with a capital or without."""
IMPOSSIBLE = -60.0
"""What it counts (nats) that one side begins or ends as no title does."""
INSIDE_A_WORD = -4.0
"""What it counts (nats) that the place is inside a word, before a capital."""
BESIDE_ONE = -8.0
"""What it counts (nats) that it is beside a word with a capital inside, where two titles may be glued."""
MOST_AGAINST_WORDS = 4.0
"""How much worse (nats) than the best border by words alone a place may be."""
UNKNOWN_WORD = 3.0
"""Leanings up to this (nats) are those of words that no list has."""
LONGEST_TITLES = 2_000
"""Two titles on one line have at most so many code points; more is something else."""
CLEAR = 6.0
"""From this leaning on (nats) the language of a line is clear."""
FIRST_WORDS = 20
"""Words of a line that tell its language."""
MOST_QUOTED = 0.25
"""Share of the lines that may be quotations in the other language."""
MARGIN = 2.0
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
    places = _places(line) if len(line) <= LONGEST_TITLES else []
    if not places:
        return Parting(line, "", sure=False)
    pieces = [line[a:b].strip() for a, b in pairwise([0, *places, len(line)])]
    sums = list(accumulate((_piece_leaning(piece, leaning) for piece in pieces), initial=0.0))
    by_words = {place: sums[-1] / 2 - sums[at] for at, place in enumerate(places, 1)}
    scores = {place: score + _likeness(line, place) for place, score in by_words.items()}
    best, *others = sorted(scores, key=lambda place: scores[place], reverse=True)
    sure = (
        (not others or scores[best] - scores[others[0]] >= MARGIN)
        and max(by_words.values()) - by_words[best] <= MOST_AGAINST_WORDS
        and _is_border(line, best, leaning)
    )
    return Parting(line[:best].strip(), line[best:].strip(), sure)


def _is_border(line: str, place: int, leaning: Leaning) -> bool:
    """Whether a capital, or else a known French word, tells that the first title ends here."""
    last = line[:place].rsplit(maxsplit=1)[-1]
    return line[place].isupper() or leaning(last) < -UNKNOWN_WORD


def _places(line: str) -> list[int]:
    """Where the second title may begin: at each word, and inside words before a capital."""
    words = {word.start() for word in _WORD.finditer(line)}
    inside = {place.start() for place in _INNER_CAPITAL.finditer(line)}
    return sorted((words | inside) - {0})


def _piece_leaning(piece: str, leaning: Leaning) -> float:
    return sum(leaning(word) for word in piece.split())


def _likeness(line: str, place: int) -> float:
    """How much the two sides of a place look like two titles of one question (nats)."""
    french, dutch = line[:place].strip(), line[place:].strip()
    if french.split()[-1].lower() in _NO_LAST_WORD or re.match(r"[-—–]\s", dutch):
        return IMPOSSIBLE
    even = len(_PARTS.findall(french)) == len(_PARTS.findall(dutch))
    alike = french[:1].isupper() == dutch[:1].isupper()
    inside = not line[place - 1].isspace()
    beside = not inside and any(map(_INNER_CAPITAL.search, (french.split()[-1], dutch.split()[0])))
    return EVEN_PARTS * even + SAME_CAPITAL * alike + INSIDE_A_WORD * inside + BESIDE_ONE * beside


def line_leaning(line: Line, leaning: Leaning, most: int = 40) -> float:
    """How much more likely a line is Dutch, by its first words (nats)."""
    return sum(leaning(word) for word in line.text.split(maxsplit=most)[:most])


def part_lines(lines: Sequence[Line], leaning: Leaning) -> tuple[list[Line], list[Line], bool]:
    """Part lines of which the first are French and the others Dutch.

    A line with a lone no-break space is the border when there is one; else the languages decide. Where the
    halves are not in their languages (they may stand in rows, or Dutch first), each line goes by its own
    words, if all are clear.

    Returns:
        French lines, Dutch lines, and whether the border is sure.
    """
    blanks = [at for at, line in enumerate(lines) if line.is_blank]
    best, sure = (blanks[0], True) if len(blanks) == 1 else _border(lines, blanks, leaning)
    french, dutch = ([line for line in half if line.text] for half in (lines[:best], lines[best:]))
    wrong = _wrong_lines(french, dutch, leaning)
    if not wrong or wrong < MOST_QUOTED * (len(french) + len(dutch)):
        return french, dutch, sure
    told = [(line, line_leaning(line, leaning, FIRST_WORDS)) for line in (*french, *dutch)]
    if wrong > 1 and all(abs(likelier) >= CLEAR for _, likelier in told):
        french, dutch = ([line for line, x in told if (x < 0) == is_french] for is_french in (True, False))
        return french, dutch, True
    return french, dutch, False


def _wrong_lines(french: Sequence[Line], dutch: Sequence[Line], leaning: Leaning) -> int:
    """How many lines stand clearly in the wrong half, a French footer behind the Dutch half not counted."""
    leanings = [line_leaning(line, leaning, FIRST_WORDS) for line in dutch]
    while french and leanings and leanings[-1] < CLEAR:
        leanings.pop()
    wrong = sum(line_leaning(line, leaning, FIRST_WORDS) >= CLEAR for line in french)
    return wrong + sum(likelier <= -CLEAR for likelier in leanings)


def _border(lines: Sequence[Line], blanks: Sequence[int], leaning: Leaning) -> tuple[int, bool]:
    """The place that parts two languages best (a blank line if there is one), and whether it is sure."""
    sums = list(accumulate((line_leaning(line, leaning) for line in lines), initial=0.0))
    scores = [sums[-1] / 2 - part for part in sums]
    places = blanks or range(len(lines) + 1)
    best = max(places, key=lambda at: scores[at])
    return best, all(scores[best] - scores[at] >= MARGIN for at in places if at != best)


def part_keywords(lines: Sequence[Line], leaning: Leaning) -> tuple[list[Line], list[Line], bool]:
    """Part keywords of which the first half is French and the second Dutch, in the same order.

    Returns:
        French and Dutch lines, and whether they pair: an even number, each half in its language.
    """
    half, rest = divmod(len(lines), 2)
    if rest:
        return part_lines(lines, leaning)[:2] + (False,)  # noqa: RUF005 - keeps the type
    same = {line.label for line in lines[:half]} & {line.label for line in lines[half:]}
    leanings = (0.0 if line.label in same else line_leaning(line, leaning) for line in lines)
    sums = list(accumulate(leanings, initial=0.0))
    # The border by words alone: half of what lies behind it is Dutch, half of what lies before it French.
    furthest = min(sums)
    return list(lines[:half]), list(lines[half:]), sums[half] - furthest <= MOST_AGAINST_WORDS
