"""Where the Dutch title begins on a line that holds the French title before it.

Each place is weighed by all that tells: the language of each word, titles that have as many parts and begin
alike, capitals, brackets and names that a title does not break. Weights are in nats; those of forms are
rounded from counts of the titles of 53 questions whose pages show both (0 with unequally many parts, 1 that
begins with a capital in one language alone) and of all their capitals within parts.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tasks.common.accents import fold
from tasks.read.text.lines import Leaning
from tasks.repair.statistics.language_score import word_list_score

EVEN_PARTS = 4.0
"""What it counts that both titles have as many parts ('A - B - C')."""
SMALL_SECOND = -6.0
"""What it counts that the second title alone begins with a small letter."""
SMALL_FIRST = -2.0
"""What it counts that the first title alone begins with a small letter."""
CAPITAL_IN_FRENCH, CAPITAL_IN_DUTCH = -3.5, -1.5
"""What it counts that a title has a capital within a part, behind a word that is no preposition."""
IMPOSSIBLE = -60.0
"""What it counts that a title ends or begins as none does."""
HARDLY_FIRST = -3.0
"""What it counts that a Dutch title begins with a preposition, a conjunction, a bracket or a figure."""
BROKEN = -7.0
"""What it counts that brackets, quotation marks or a name with its initials are broken."""
ALIKE = 2.0
"""What it counts that both titles begin, or end, with nearly the same word."""
SAME_WORD = 4.0
"""What it counts that the last word of one and the first of the other are the same."""
GLUED_AT_CAPITAL, GLUED_AT_INITIALS = 4.0, 0.0
"""What it counts that the place is inside a word: before a capital behind a French word, and elsewhere."""

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
"""The last is one that was misread (docs/source.md, 8)."""
_LONGEST_NAME = 25
"""Words of a name with its initials behind it."""
_SAME_LETTERS, _SHARE = 4, 0.6
"""Letters at the beginning that make two words nearly the same: so many, and such a share of the shorter."""
NOT_LAST = frozenset(
    "à au aux avant avec ce ces cette chez contre d' dans de depuis des dont du en entre et l' la le les "
    "leur ne ou par pour qu' que qui sa sans se selon ses son sous sur un une vers via « “ (".split()
)
"""No French title ends in one of these words."""
NOT_FIRST = frozenset("aan als bij den der door en in met naar of om op over te ten ter tot van voor".split())
"""Hardly a Dutch title begins with one of these words."""
_ARTICLES = frozenset(("de", "een"))
"""Words of both languages that begin Dutch titles."""
_NEAR = 4
"""Words beside a place that may tell the language of a title."""
_BEFORE_NAMES = frozenset(',:/«“"(.?!-–—≠')
"""Signs behind which a capital says nothing."""
_BEFORE_CAPITALS = NOT_LAST | NOT_FIRST | {"een", "het"}


class Border(NamedTuple):
    """A place where the Dutch title may begin.

    Attributes:
        at: The code point with which it begins.
        last: The French word before it.
        first: The Dutch word behind it.
        glued: Whether nothing stands between them.
        clear: Whether something does, or a French word ends where a capital follows.
        ends_french: How far the last word leans that is no name and no figure.
        begins_dutch: The same of the first one that is no article and no figure.
        even: Whether the titles have as many parts then.
        words: What the languages of the words say for it.
        score: What all says for it.
    """

    at: int
    last: str
    first: str
    glued: bool
    clear: bool
    ends_french: float
    begins_dutch: float
    even: bool
    words: float
    score: float


class _Place(NamedTuple):
    """A place as it is found.

    Attributes:
        at: Its code point.
        before: How many words stand before the one that begins there, or that it is inside of.
        last: The word before it, or what stands before it of its word.
        first: The word that begins there, or what is left of it.
        glue: What it counts that it is inside a word; None when it is not.
    """

    at: int
    before: int
    last: str
    first: str
    glue: float | None

    @property
    def behind(self) -> int:
        """The number of the first whole word behind it."""
        return self.before + (self.glue is not None)

    def apart(self, sums: Sequence[int]) -> tuple[int, int]:
        """What was added up on both sides; what begins at the place itself is not counted."""
        return sums[self.behind], sums[-1] - sums[self.before + 1]


def borders(line: str, leaning: Leaning) -> list[Border]:
    """All places where the Dutch title may begin, the likeliest first.

    Args:
        line: The line.
        leaning: How much more likely a word is in Dutch than in French, in nats.
    """
    weigher = _Weigher(line, leaning)
    return sorted(map(weigher.border, weigher.places()), key=lambda border: -border.score)


def ends_in_article(word: str) -> bool:
    """Whether a word of no list ends in a Dutch article, which may be glued to it."""
    return word.endswith(("de", "het", "een")) and word_list_score(word) is None


class _Weigher:
    """Weighs the places of one line; what stands before each place is added up once."""

    def __init__(self, line: str, leaning: Leaning) -> None:
        self._line, self._leaning = line, leaning
        self._found = list(_WORD.finditer(line))
        self._words = [found[0] for found in self._found]
        self._leanings = list(accumulate(map(leaning, self._words), initial=0.0))
        self._parts = list(accumulate(map(self._begins_part, range(len(self._words))), initial=0))
        self._capitals = list(accumulate(map(self._is_capital_within, range(len(self._words))), initial=0))
        self._depths = list(accumulate(map(_depth, line), initial=0))
        self._quotes = list(accumulate((letter == '"' for letter in line), initial=0))

    def places(self) -> Iterator[_Place]:
        """Yield each beginning of a word, and places inside words where two may be glued together."""
        for number, found in enumerate(self._found):
            word, start = found[0], found.start()
            if number:
                yield _Place(start, number, self._words[number - 1], word, None)
            for at, glue in _inside(word):
                yield _Place(start + at, number, word[:at], word[at:], glue)

    def border(self, place: _Place) -> Border:
        """Weigh a place."""
        words = self._by_words(place)
        french, dutch = place.apart(self._parts)
        even = french == dutch
        score = words + EVEN_PARTS * even + self._by_capitals(place) + self._by_ends(place)
        score += BROKEN * self._breaks(place) + (place.glue or 0.0)
        glued, clear = place.glue is not None, place.glue != GLUED_AT_INITIALS
        beside = (place.at, place.last, place.first, glued, clear)
        return Border(*beside, *self._beside(place), even, words, score)

    def _beside(self, place: _Place) -> tuple[float, float]:
        """How far the words lean that tell the language of a title at a place, one behind an article."""
        before = (place.last, *reversed(self._words[max(0, place.before - _NEAR) : place.before - 1]))
        ends = next((word for word in before if not (word[0].isupper() or word[0].isdigit())), "")
        begins = word_list_score(place.first.strip(_EDGES)) or 0.0
        if place.first in _ARTICLES:
            behind = self._words[place.behind + 1 : place.behind + _NEAR]
            begins = self._leaning(next((word for word in behind if not word[0].isdigit()), ""))
        return self._leaning(ends), begins

    def _by_words(self, place: _Place) -> float:
        """Half of what lies behind a place is Dutch, half of what lies before it French."""
        french = self._leanings[place.before]
        dutch = self._leanings[-1] - self._leanings[place.behind]
        if place.glue is not None:
            french, dutch = french + self._leaning(place.last), dutch + self._leaning(place.first)
        return (dutch - french) / 2

    def _begins_part(self, number: int) -> bool:
        """Whether a word begins a part, behind a dash; an extraction loses a space beside it."""
        if not number:
            return False
        before, word = self._words[number - 1], self._words[number]
        glued = word[0] in _DASHES and word[1:2].isupper()
        return glued or before in _DASHES or (before[-1] in _DASHES and before[-2:-1] == ")")

    def _is_capital_within(self, number: int) -> bool:
        """Whether a word has a capital though it begins no part and no name that a preposition leads to."""
        word, before = self._words[number], self._words[number - 1]
        if not number or not word[0].isupper() or word.isupper() or self._begins_part(number):
            return False
        return before.lower() not in _BEFORE_CAPITALS and before[-1] not in _BEFORE_NAMES

    def _by_capitals(self, place: _Place) -> float:
        french, dutch = place.apart(self._capitals)
        begins = [text.lstrip(_OPENING)[:1] for text in (self._line, place.first)]
        within = CAPITAL_IN_FRENCH * french + CAPITAL_IN_DUTCH * dutch
        if begins[0].isupper() and begins[1].islower():
            return within + SMALL_SECOND
        return within + (SMALL_FIRST if begins[0].islower() and begins[1].isupper() else 0.0)

    def _by_ends(self, place: _Place) -> float:
        """What the words beside the place, and those at the ends of the line, say."""
        last = place.last if place.last.isupper() and len(place.last) > 1 else place.last.lower()
        if last in NOT_LAST or last[-1] in "-–—≠'’" or place.first[0] in _DASHES:
            return IMPOSSIBLE
        alike = _are_alike(self._words[0], place.first) + _are_alike(place.last, self._words[-1])
        hardly = HARDLY_FIRST * (place.first.lower() in NOT_FIRST or place.first[0] in "(0123456789")
        return ALIKE * alike + hardly + SAME_WORD * (place.last == place.first)

    def _breaks(self, place: _Place) -> bool:
        depth = self._depths[place.at] != 0 == self._depths[-1]
        quotes = self._quotes[place.at] % 2 > self._quotes[-1] % 2
        return depth or quotes or place.at in self._within_names

    @cached_property
    def _within_names(self) -> AbstractSet[int]:
        """Places inside names whose initials stand behind them in brackets."""
        found: set[int] = set()
        for number, word in enumerate(self._words):
            if initials := _INITIALS.fullmatch(word):
                first = _first_of_name(self._words[max(0, number - _LONGEST_NAME) : number], initials[1])
                found |= {self._found[at].start() for at in range(number - first + 1, number + 1)}
        return found


def _inside(word: str) -> Iterator[tuple[int, float]]:
    for found in _INNER.finditer(word):
        at = found.start()
        if at:
            yield at, GLUED_AT_CAPITAL if _are_two(word, at) else GLUED_AT_INITIALS


def _are_two(word: str, at: int) -> bool:
    """Whether a word with a capital inside may be two, the first French or a figure; YouTube is one."""
    before = _JOINTS.split(word[:at])[-1]
    leaning = word_list_score(before.rstrip(_CLOSING))
    return before[-1:] in _CLOSING or (not before.isupper() and leaning is not None and leaning <= -1)


def _depth(letter: str) -> int:
    return (letter in "(«“") - (letter in ")»”")


def _first_of_name(words: Sequence[str], initials: str) -> int:
    """How many words before their initials spell them, small words between them left out; 0 if none do."""
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


def _are_alike(one: str, other: str) -> bool:
    """Whether two words are the same but for their ending, as words of two languages often are."""
    first, second = _folded(one), _folded(other)
    size = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    shorter = min(len(first), len(second))
    same = shorter if size is None else size
    return (first == second and shorter > 1) or (same >= _SAME_LETTERS and same >= _SHARE * shorter)


def _folded(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalpha())
