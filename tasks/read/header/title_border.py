"""Where the Dutch title begins on a line that also holds the French title before it.

Each place is scored by all evidence: the language of each word, titles with equally many parts, capitals,
brackets and names that a title does not break. Scores are in nats; those of forms are
rounded from counts of the titles of 53 questions whose pages have both (0 with unequally many parts, 1 with a
capital in one language alone) and of all their capitals within parts.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tasks.common.accents import fold
from tasks.read.text.lines import LanguageScore
from tasks.repair import word_list_score

EVEN_PARTS = 4.0
"""Both titles have equally many parts ('A - B - C')."""
SMALL_SECOND = -6.0
"""Only the second title begins with a small letter."""
CAPITAL_IN_FRENCH, CAPITAL_IN_DUTCH = -3.5, -1.5
"""A capital within a part of a title, after a word that is no preposition."""
IMPOSSIBLE = -60.0
"""An end or a beginning that no title has."""
HARDLY_FIRST = -3.0
"""A Dutch title that begins with a preposition, a conjunction, a bracket or a figure."""
BROKEN = -7.0
"""Broken brackets, quotation marks or a name with its initials."""
SAME_WORD = 4.0
"""The last word of one and the first of the other are the same."""
JOINED_AT_CAPITAL, JOINED_AT_INITIALS = 4.0, 0.0
"""A place inside a word: before a capital after a French word, and elsewhere."""

_WORD = re.compile(r"\S+")
_INNER = re.compile(
    r"(?<=[a-zß-ÿ).»”%?!])(?=[A-ZÀ-Þ«“])|(?<=[a-zß-ÿ)%?!])(?=\"\S)"
    r"|(?<=\d)(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zß-ÿ])"
)
"""Places inside a word where a title may begin."""
_INITIALS = re.compile(r"\(([A-ZÀ-Þ]{3,12})\)[.,;:]?")
_CLOSING = ").»”%?!.,;:"
_EDGES = _CLOSING + "«“\"'("
_JOINTS = re.compile(r"[-–'’]")
_OPENING = "«“\"'( "
_DASHES = frozenset("-–—≠")
"""The last is a misread one (docs/source.md, 8)."""
_LONGEST_NAME = 25
"""Words of a name before its initials."""
NOT_LAST = frozenset(
    "à au aux avant avec ce ces cette chez contre d' dans de depuis des dont du en entre et l' la le les "
    "leur ne ou par pour qu' que qui sa sans se selon ses son sous sur un une vers via « “ (".split()
)
"""Words that no French title ends in."""
NOT_FIRST = frozenset("aan als bij den der door en in met naar of om op over te ten ter tot van voor".split())
"""Words that hardly any Dutch title begins with."""
_ARTICLES = frozenset(("de", "een"))
"""Words of both languages that begin Dutch titles."""
_NEAR = 4
"""Words beside a place that may show the language of a title."""
_BEFORE_NAMES = frozenset(',:/«“"(.?!-–—≠')
"""Signs after which a capital proves nothing."""
_BEFORE_CAPITALS = NOT_LAST | NOT_FIRST | {"een", "het"}


class Border(NamedTuple):
    """A place where the Dutch title may begin."""

    at: int  # the code point with which it begins
    last: str  # the French word before it
    first: str  # the Dutch word after it
    joined: bool  # whether nothing separates them
    clear: bool  # whether something does, or a French word ends before a capital
    ends_french: float  # score of the last word that is no name and no figure
    begins_dutch: float  # score of the first word that is no article and no figure
    even: bool  # whether the titles then have equally many parts
    words: float  # score by the languages of the words
    score: float  # score by all evidence


class _Place(NamedTuple):
    """A place before scoring."""

    at: int
    before: int  # how many words precede the one that begins there, or that it is inside of
    last: str  # the word before it, or the part of its word before it
    first: str  # the word that begins there, or the rest of it
    join: float | None  # score for being inside a word; None when it is not

    @property
    def behind(self) -> int:
        """The number of the first complete word after it."""
        return self.before + (self.join is not None)

    def apart(self, sums: Sequence[int]) -> tuple[int, int]:
        """The sums on both sides, without the word at the place itself."""
        return sums[self.behind], sums[-1] - sums[self.before + 1]


def borders(line: str, language_score: LanguageScore) -> list[Border]:
    """All places where the Dutch title may begin, the likeliest first."""
    weigher = _Weigher(line, language_score)
    return sorted(map(weigher.border, weigher.places()), key=lambda border: -border.score)


def ends_in_article(word: str) -> bool:
    """Whether an unlisted word ends in a Dutch article, which may be joined to it."""
    return word.endswith(("de", "het", "een")) and word_list_score(word) is None


class _Weigher:
    """Scores the places of one line; the sums before each place are computed once."""

    def __init__(self, line: str, language_score: LanguageScore) -> None:
        self._line, self._language_score = line, language_score
        self._found = list(_WORD.finditer(line))
        self._words = [found[0] for found in self._found]
        self._scores = list(accumulate(map(language_score, self._words), initial=0.0))
        self._parts = list(accumulate(map(self._begins_part, range(len(self._words))), initial=0))
        self._capitals = list(accumulate(map(self._is_capital_within, range(len(self._words))), initial=0))
        depths = ((letter in "(«“") - (letter in ")»”") for letter in line)
        self._depths = list(accumulate(depths, initial=0))
        self._quotes = list(accumulate((letter == '"' for letter in line), initial=0))

    def places(self) -> Iterator[_Place]:
        """Each beginning of a word, and places inside words where two may be joined."""
        for number, found in enumerate(self._found):
            word, start = found[0], found.start()
            if number:
                yield _Place(start, number, self._words[number - 1], word, None)
            for at in filter(None, (inner.start() for inner in _INNER.finditer(word))):
                join = JOINED_AT_CAPITAL if _are_two(word, at) else JOINED_AT_INITIALS
                yield _Place(start + at, number, word[:at], word[at:], join)

    def border(self, place: _Place) -> Border:
        """Score a place."""
        words = self._by_words(place)
        french, dutch = place.apart(self._parts)
        even = french == dutch
        score = words + EVEN_PARTS * even + self._by_capitals(place) + self._by_ends(place)
        score += BROKEN * self._breaks(place) + (place.join or 0.0)
        joined, clear = place.join is not None, place.join != JOINED_AT_INITIALS
        beside = (place.at, place.last, place.first, joined, clear)
        return Border(*beside, *self._beside(place), even, words, score)

    def _beside(self, place: _Place) -> tuple[float, float]:
        """Scores of the words that show a title's language at a place, one of them after an article."""
        before = (place.last, *reversed(self._words[max(0, place.before - _NEAR) : place.before - 1]))
        ends = next((word for word in before if not (word[0].isupper() or word[0].isdigit())), "")
        begins = word_list_score(place.first.strip(_EDGES)) or 0.0
        if place.first in _ARTICLES:
            behind = self._words[place.behind + 1 : place.behind + _NEAR]
            begins = self._language_score(next((word for word in behind if not word[0].isdigit()), ""))
        return self._language_score(ends), begins

    def _by_words(self, place: _Place) -> float:
        """Half of the score after a place is Dutch, half of that before it French."""
        french = self._scores[place.before]
        dutch = self._scores[-1] - self._scores[place.behind]
        if place.join is not None:
            french += self._language_score(place.last)
            dutch += self._language_score(place.first)
        return (dutch - french) / 2

    def _begins_part(self, number: int) -> bool:
        """Whether a word begins a part, after a dash; an extraction loses a space beside it."""
        if not number:
            return False
        before, word = self._words[number - 1], self._words[number]
        joined = word[0] in _DASHES and word[1:2].isupper()
        return joined or before in _DASHES or (before[-1] in _DASHES and before[-2:-1] == ")")

    def _is_capital_within(self, number: int) -> bool:
        """Whether a word has a capital but begins neither a part nor a name after a preposition."""
        word, before = self._words[number], self._words[number - 1]
        if not number or not word[0].isupper() or word.isupper() or self._begins_part(number):
            return False
        return before.lower() not in _BEFORE_CAPITALS and before[-1] not in _BEFORE_NAMES

    def _by_capitals(self, place: _Place) -> float:
        first, second = (text.lstrip(_OPENING)[:1] for text in (self._line, place.first))
        french, dutch = place.apart(self._capitals)
        within = CAPITAL_IN_FRENCH * french + CAPITAL_IN_DUTCH * dutch
        return within + SMALL_SECOND * (first.isupper() and second.islower())

    def _by_ends(self, place: _Place) -> float:
        """Score of the words beside the place."""
        last = place.last if place.last.isupper() and len(place.last) > 1 else place.last.lower()
        if last in NOT_LAST or last[-1] in "-–—≠'’" or place.first[0] in _DASHES:
            return IMPOSSIBLE
        hardly = place.first.lower() in NOT_FIRST or place.first[0] in "(0123456789"
        return HARDLY_FIRST * hardly + SAME_WORD * (place.last == place.first)

    def _breaks(self, place: _Place) -> bool:
        depth = self._depths[place.at] != 0 == self._depths[-1]
        quotes = self._quotes[place.at] % 2 > self._quotes[-1] % 2
        return depth or quotes or place.at in self._within_names

    @cached_property
    def _within_names(self) -> AbstractSet[int]:
        """Places inside names with their initials in brackets after them."""
        found: set[int] = set()
        for number, word in enumerate(self._words):
            if initials := _INITIALS.fullmatch(word):
                first = _first_of_name(self._words[max(0, number - _LONGEST_NAME) : number], initials[1])
                found |= {self._found[at].start() for at in range(number - first + 1, number + 1)}
        return found


def _are_two(word: str, at: int) -> bool:
    """Whether a word with a capital inside may be two, the first French or a figure; YouTube is one."""
    before = _JOINTS.split(word[:at])[-1]
    score = word_list_score(before.rstrip(_CLOSING))
    return before[-1:] in _CLOSING or (not before.isupper() and score is not None and score <= -1)


def _first_of_name(words: Sequence[str], initials: str) -> int:
    """How many words before their initials spell them, apart from small words; 0 if none do."""
    left = list(initials)
    for back, word in enumerate(reversed(words), 1):
        plain = re.sub(r"^[ldLD]['’]", "", word)
        if _folded(plain)[:1] == _folded(left[-1]):
            left.pop()
        elif word.lower() not in _BEFORE_CAPITALS:
            return 0
        if not left:
            return back
    return 0


def _folded(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalpha())
