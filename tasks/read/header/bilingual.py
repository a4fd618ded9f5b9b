"""Splitting what the bilingual print page runs together: keywords and texts in a row."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from tasks.read.text.lines import LanguageScore, Line
from tasks.repair import word_list_score

MOST_AGAINST_WORDS = 5.0
"""How much worse (nats) than the best border by words alone the middle of keywords may be."""
CLEAR = 6.0
"""Score (nats) from which the language of a line is clear."""
FIRST_WORDS = 20
"""Words of a line that decide its language."""
MOST_QUOTED = 0.25
"""Largest share of lines that may be quotations in the other language."""
MARGIN = 2.0
"""Least lead of the best place over any other (nats)."""
IN_KEYWORDS = 4.0
"""Least score (nats) of an unlisted word that occurs in the page's keywords of one language alone."""
SHORTEST_KEYWORD = 4
"""Least number of letters in such a word."""
_EDGES = ".,;:!?()[]«»“”\"'’/…"


def score_with_keywords(
    language_score: LanguageScore, french: Iterable[str], dutch: Iterable[str]
) -> LanguageScore:
    """The same score for a page whose keywords show the language of unlisted words.

    A word in the keywords of both languages proves nothing.
    """
    in_french, in_dutch = (_words(keywords) for keywords in (french, dutch))

    def scored(word: str) -> float:
        bare = word.strip(_EDGES).lower()
        if (bare in in_french) == (bare in in_dutch) or word_list_score(bare) is not None:
            return language_score(word)
        if bare in in_french:
            return min(language_score(word), -IN_KEYWORDS)
        return max(language_score(word), IN_KEYWORDS)

    return scored


def _words(keywords: Iterable[str]) -> set[str]:
    words = (word.strip(_EDGES).lower() for keyword in keywords for word in keyword.split())
    return {word for word in words if len(word) >= SHORTEST_KEYWORD}


def line_score(line: Line, language_score: LanguageScore, most: int = 40) -> float:
    """How much likelier a line is Dutch, by its first words (nats)."""
    return sum(language_score(word) for word in line.text.split(maxsplit=most)[:most])


def split_lines(lines: Sequence[Line], language_score: LanguageScore) -> tuple[list[Line], list[Line], bool]:
    """Split lines into the first ones, French, and the others, Dutch; and whether the border is sure.

    A lone no-break space is the border when there is one; else the languages decide. When a half is not in
    its language (languages may alternate, or Dutch come first), each line is assigned by its own words, if
    all are clear.
    """
    blanks = [at for at, line in enumerate(lines) if line.is_blank]
    best, sure = (blanks[0], True) if len(blanks) == 1 else _border(lines, blanks, language_score)
    french, dutch = ([line for line in half if line.text] for half in (lines[:best], lines[best:]))
    wrong = _wrong_lines(french, dutch, language_score)
    if not wrong or wrong < MOST_QUOTED * (len(french) + len(dutch)):
        return french, dutch, sure
    scored = [(line, line_score(line, language_score, FIRST_WORDS)) for line in (*french, *dutch)]
    if wrong > 1 and all(abs(likelier) >= CLEAR for _, likelier in scored):
        french, dutch = ([line for line, x in scored if (x < 0) == is_french] for is_french in (True, False))
        return french, dutch, True
    return french, dutch, False


def _wrong_lines(french: Sequence[Line], dutch: Sequence[Line], language_score: LanguageScore) -> int:
    """How many lines are clearly in the wrong half, apart from a French footer after the Dutch half."""
    scores = [line_score(line, language_score, FIRST_WORDS) for line in dutch]
    while french and scores and scores[-1] < CLEAR:
        scores.pop()
    wrong = sum(line_score(line, language_score, FIRST_WORDS) >= CLEAR for line in french)
    return wrong + sum(likelier <= -CLEAR for likelier in scores)


def _border(lines: Sequence[Line], blanks: Sequence[int], language_score: LanguageScore) -> tuple[int, bool]:
    """The place that separates the languages best (a blank line if there is one), and whether it is sure."""
    sums = list(accumulate((line_score(line, language_score) for line in lines), initial=0.0))
    scores = [sums[-1] / 2 - part for part in sums]
    places = blanks or range(len(lines) + 1)
    best = max(places, key=lambda at: scores[at])
    return best, all(scores[best] - scores[at] >= MARGIN for at in places if at != best)


def split_keywords(
    lines: Sequence[Line], language_score: LanguageScore
) -> tuple[list[Line], list[Line], bool]:
    """Split keywords into French and Dutch halves; they pair if even in number and each in its language."""
    half, rest = divmod(len(lines), 2)
    if rest:
        return split_lines(lines, language_score)[:2] + (False,)  # noqa: RUF005 - keeps the type
    same = {line.label for line in lines[:half]} & {line.label for line in lines[half:]}
    scores = (0.0 if line.label in same else line_score(line, language_score) for line in lines)
    sums = list(accumulate(scores, initial=0.0))
    # The border by words alone: half of the score after it is Dutch, half of that before it French.
    furthest = min(sums)
    return list(lines[:half]), list(lines[half:]), sums[half] - furthest <= MOST_AGAINST_WORDS
