"""Parting what the bilingual print page runs together: titles on one line, keywords and texts in a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tasks.read.header.title_border import Border, borders, ends_in_article
from tasks.read.text.lines import Leaning, Line
from tasks.repair.statistics.language_score import word_list_score

MOST_AGAINST_WORDS = 5.0
"""How much worse (nats) than the best border by words alone a place may be."""
LONGEST_TITLES = 2_000
"""Two titles on one line have at most so many code points; more is something else."""
CLEAR = 6.0
"""From this leaning on (nats) the language of a line is clear."""
FIRST_WORDS = 20
"""Words of a line that tell its language."""
MOST_QUOTED = 0.25
"""Share of the lines that may be quotations in the other language."""
_SHORTEST_NAME = 3
MARGIN = 2.0
"""The best place must be better than any other by so much (nats)."""
TITLE_MARGIN, SMALL_MARGIN, UNEVEN_MARGIN = 3.0, 4.0, 6.0
"""The same for titles; for a title that begins with a small letter; for titles with unequally many parts."""
TELLING = 2.5
"""Leaning of a word that shows its language (nats)."""
IN_KEYWORDS = 4.0
"""Leaning at least (nats) of a word of no list that stands in the page's keywords of one language alone."""
SHORTEST_TOLD = 4
"""Letters of such a word, at least."""
_EDGES = ".,;:!?()[]«»“”\"'’/…"


@dataclass(frozen=True, slots=True)
class Parting:
    """French and Dutch side by side; `sure` is False when another place is nearly as likely."""

    french: str
    dutch: str
    sure: bool


def part_titles(line: str, leaning: Leaning) -> Parting:
    """Part a line that holds the French and then the Dutch title.

    Args:
        line: The line.
        leaning: How much more likely a word is in Dutch than in French, in nats.
    """
    found = borders(line, leaning) if len(line) <= LONGEST_TITLES else []
    if not found:
        return Parting(line, "", sure=False)
    best = found[0]
    sure = _leads(found) and _is_border(best) and _name_stays(line, found)
    return Parting(line[: best.at].strip(), line[best.at :].strip(), sure)


def told_by_keywords(leaning: Leaning, french: Iterable[str], dutch: Iterable[str]) -> Leaning:
    """The same leaning for a page whose keywords tell the language of words that no list has.

    Args:
        leaning: How much more likely a word is in Dutch than in French, in nats.
        french: The French keywords.
        dutch: The Dutch ones; a word of both says nothing.
    """
    in_french, in_dutch = (_words(keywords) for keywords in (french, dutch))

    def told(word: str) -> float:
        bare = word.strip(_EDGES).lower()
        if (bare in in_french) == (bare in in_dutch) or word_list_score(bare) is not None:
            return leaning(word)
        return min(leaning(word), -IN_KEYWORDS) if bare in in_french else max(leaning(word), IN_KEYWORDS)

    return told


def _words(keywords: Iterable[str]) -> set[str]:
    words = (word.strip(_EDGES).lower() for keyword in keywords for word in keyword.split())
    return {word for word in words if len(word) >= SHORTEST_TOLD}


def _leads(found: Sequence[Border]) -> bool:
    """Whether the first place is clearly better than all others, and not much worse by words alone."""
    best, others = found[0], found[1:]
    least = UNEVEN_MARGIN if not best.even else TITLE_MARGIN if _has_capital(best) else SMALL_MARGIN
    against = max(border.words for border in found) - best.words
    return (not others or best.score - others[0].score >= least) and against <= MOST_AGAINST_WORDS


def _name_stays(line: str, found: Sequence[Border]) -> bool:
    """Whether the first place is behind the name with which the line ends, where a place behind it is.

    "L'affaire De Clerck De zaak De Clerck": a Flemish name reads as the beginning of the Dutch title.
    """
    name = line.rsplit(maxsplit=1)[-1].strip(_EDGES)
    if len(name) < _SHORTEST_NAME or not name[:1].isupper():
        return True
    behind = [border for border in found if line[: border.at].rstrip(" " + _EDGES).endswith(name)]
    return not behind or found[0] in behind


def _has_capital(border: Border) -> bool:
    return border.first.lstrip("«“\"'(")[:1].isupper()


def _is_border(border: Border) -> bool:
    """Whether a capital tells that a title begins, or else clear words of both languages beside the place.

    Where words may be glued together without a capital nothing is sure.
    """
    if ends_in_article(border.first) or (ends_in_article(border.last) and not border.glued):
        return False
    if _has_capital(border):
        return border.clear
    return not border.glued and border.ends_french <= -TELLING and border.begins_dutch >= TELLING


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
