"""The two titles on one line of a bilingual page, split; and the dashes that titles lost.

Each place where the Dutch title may begin is scored (in nats) by the languages of the words, and by signs of
four weights.

Some crawlers read the soft hyphen that stands for a dash as "≠"; others drop the C1 controls, and with them
dashes (docs/source.md, 8). A dash is put back between a complete word and a capital: for "≠", which neither
language uses; for two spaces after a full stop in a bulletin; and for two spaces when that gives both titles
equally many parts. All else stays and is reported.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import NamedTuple

from tasks.common.accents import fold
from tasks.read.text.lines import Findings, LanguageScore, Line, TitleChange, quoted
from tasks.repair import word_list_score

IMPOSSIBLE = -60.0
"""An end or a beginning that no title has."""
UNLIKELY = -6.0
"""Only the second title begins with a small letter, or it with a preposition, a bracket or a figure; broken
brackets, quotation marks or a name with its initials."""
CAPITAL = -1.5
"""A capital after a word of the same title; in French it counts twice."""
LIKELY = 4.0
"""A place inside a word, before a capital after a French word; or one between two words that are the same."""

LONGEST_TITLES = 2_000
"""Most code points of two titles on one line; more is something else."""
TITLE_MARGIN, DOUBTFUL_MARGIN = 3.0, 4.0
"""Least lead of the best place over any other (nats); for a title with a small first letter, and for titles
with unequally many parts."""
TELLING = 2.5
"""Score of a word that shows its language (nats)."""
_SHORTEST_NAME = 3

RULE = "dash"
SIGN = "≠"
OF_SIGN, OF_SPACES = 0.97, 0.9
"""Certainty of a dash for the sign, and for two spaces."""
OF_BULLETINS, OF_PAGES = "—", "-"
"""The dash between the parts of a title that has none left."""

_WORD = re.compile(r"\S+")
_INNER = re.compile(
    r"(?<=[a-zß-ÿ).»”%?!])(?=[A-ZÀ-Þ«“])|(?<=[a-zß-ÿ)%?!])(?=\"\S)|(?<=[\dA-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zß-ÿ])"
)
"""Places inside a word where a title may begin."""
_INITIALS = re.compile(r"\(([A-ZÀ-Þ]{3,12})\)[.,;:]?")
_CLOSING = ").»”%?!.,;:"
_EDGES = _CLOSING + "«“\"'("
_JOINTS = re.compile(r"[-–'’]")
_OPENING = "«“\"'( "
_DASHES = frozenset("-–—") | {SIGN}
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
_SMALL_WORDS = NOT_LAST | NOT_FIRST | {"een", "het"}


_GAP = re.compile(r"(?<=\S) *≠ *(?=\S)|(?<=\S) {2,}(?=\S)")
_DASH = re.compile(r"(?<= )[-–—](?= )")
_BETWEEN_PARTS = re.compile(r"(?:[^\W_]{3}|\d)[.)»”\"%]{0,3}( +≠ +| {2,})(?=[«“\"'(]*([^\W\d_]))")
"""The end of a complete word, a gap, and the first letter after it."""


class Split(NamedTuple):
    """French and Dutch side by side; `sure` is False when another place is nearly as likely."""

    french: str
    dutch: str
    sure: bool


class Border(NamedTuple):
    """A place where the Dutch title may begin."""

    at: int  # the code point with which it begins
    before: int  # how many words precede the one that begins there, or that it is inside of
    last: str  # the word before it, or the part of its word before it
    first: str  # the word that begins there, or the rest of it
    joined: bool  # whether nothing separates them
    clear: bool  # whether something does, or a French word or a figure ends before a capital
    even: bool = False  # whether the titles then have equally many parts
    words: float = 0.0  # score by the languages of the words
    score: float = 0.0  # score by all evidence

    @property
    def behind(self) -> int:
        """The number of the first complete word after it."""
        return self.before + self.joined

    def apart(self, sums: Sequence[int]) -> tuple[int, int]:
        """The sums on both sides, without the word at the place itself."""
        return sums[self.behind], sums[-1] - sums[self.before + 1]


def split_titles(line: str, language_score: LanguageScore) -> Split:
    """Split a line of the French and then the Dutch title."""
    found = borders(line, language_score) if len(line) <= LONGEST_TITLES else []
    if not found:
        return Split(line, "", sure=False)
    best = found[0]
    sure = _leads(found) and _is_border(best, line.split(), language_score) and _name_stays(line, found)
    return Split(line[: best.at].strip(), line[best.at :].strip(), sure)


def borders(line: str, language_score: LanguageScore) -> list[Border]:
    """All places where the Dutch title may begin, the likeliest first."""
    weigher = _Weigher(line, language_score)
    return sorted(map(weigher.scored, weigher.places()), key=lambda border: -border.score)


def _leads(found: Sequence[Border]) -> bool:
    """Whether the first place is clearly better than all others."""
    best = found[0]
    least = TITLE_MARGIN if best.even and _has_capital(best) else DOUBTFUL_MARGIN
    return len(found) == 1 or best.score - found[1].score >= least


def _name_stays(line: str, found: Sequence[Border]) -> bool:
    """Whether the first place follows the name that ends the line, if any place does.

    "L'affaire De Clerck De zaak De Clerck": a Flemish name looks like the beginning of the Dutch title.
    """
    name = line.rsplit(maxsplit=1)[-1].strip(_EDGES)
    if len(name) < _SHORTEST_NAME or not name[:1].isupper():
        return True
    behind = [border for border in found if line[: border.at].rstrip(" " + _EDGES).endswith(name)]
    return not behind or found[0] in behind


def _has_capital(border: Border) -> bool:
    return border.first.lstrip(_OPENING)[:1].isupper()


def _is_border(border: Border, words: Sequence[str], language_score: LanguageScore) -> bool:
    """Whether a capital begins a title, or else clear words of both languages surround the place.

    Where words may be joined without a capital nothing is sure.
    """
    if _ends_in_article(border.first) or (_ends_in_article(border.last) and not border.joined):
        return False
    if _has_capital(border):
        return border.clear
    before = (border.last, *reversed(words[max(0, border.before - _NEAR) : border.before - 1]))
    ends = next((word for word in before if not (word[0].isupper() or word[0].isdigit())), "")
    begins = word_list_score(border.first.strip(_EDGES)) or 0.0
    if border.first in _ARTICLES:
        after = words[border.behind + 1 : border.behind + _NEAR]
        begins = language_score(next((word for word in after if not word[0].isdigit()), ""))
    return not border.joined and language_score(ends) <= -TELLING and begins >= TELLING


def _ends_in_article(word: str) -> bool:
    """Whether an unlisted word ends in a Dutch article, which may be joined to it."""
    return word.endswith(("de", "het", "een")) and word_list_score(word) is None


class _Weigher:
    """Scores the places of one line; the sums before each place are computed once."""

    def __init__(self, line: str, language_score: LanguageScore) -> None:
        self._line, self._language_score = line, language_score
        self._found = list(_WORD.finditer(line))
        self._words = [found[0] for found in self._found]
        numbers = range(len(self._words))
        self._scores = list(accumulate(map(language_score, self._words), initial=0.0))
        dashes = (number > 0 and self._words[number - 1] in _DASHES for number in numbers)
        self._parts = list(accumulate(dashes, initial=0))
        self._capitals = list(accumulate(map(self._is_capital_within, numbers), initial=0))
        depths = ((letter in "(«“") - (letter in ")»”") for letter in line)
        self._depths = list(accumulate(depths, initial=0))
        self._quotes = list(accumulate((letter == '"' for letter in line), initial=0))
        self._within_names = self._inside_names()

    def places(self) -> Iterator[Border]:
        """Each beginning of a word, and places inside words where two may be joined."""
        for number, found in enumerate(self._found):
            word, start = found[0], found.start()
            if number:
                yield Border(start, number, self._words[number - 1], word, joined=False, clear=True)
            for at in filter(None, (inner.start() for inner in _INNER.finditer(word))):
                are_two = _are_two(word, at)
                yield Border(start + at, number, word[:at], word[at:], joined=True, clear=are_two)

    def scored(self, place: Border) -> Border:
        """Score a place."""
        words = self._by_words(place)
        french, dutch = place.apart(self._parts)
        french_capitals, dutch_capitals = place.apart(self._capitals)
        likely = (place.joined and place.clear) + (place.last == place.first)
        score = words + LIKELY * likely + UNLIKELY * self._unlikely(place)
        score += IMPOSSIBLE * _is_impossible(place) + CAPITAL * (2 * french_capitals + dutch_capitals)
        return place._replace(even=french == dutch, words=words, score=score)

    def _by_words(self, place: Border) -> float:
        """Half of the score after a place is Dutch, half of that before it French."""
        french = self._scores[place.before]
        dutch = self._scores[-1] - self._scores[place.behind]
        if place.joined:
            french += self._language_score(place.last)
            dutch += self._language_score(place.first)
        return (dutch - french) / 2

    def _is_capital_within(self, number: int) -> bool:
        """Whether a word, no abbreviation, has a capital after a letter."""
        word, before = self._words[number], self._words[number - 1]
        return number > 0 and word[0].isupper() and not word.isupper() and before[-1].isalpha()

    def _unlikely(self, place: Border) -> int:
        """How many signs speak against a place."""
        first, second = (text.lstrip(_OPENING)[:1] for text in (self._line, place.first))
        is_small = first.isupper() and second.islower()
        hardly = place.first.lower() in NOT_FIRST or place.first[0] in "(0123456789"
        depth = self._depths[place.at] != 0 == self._depths[-1]
        quotes = self._quotes[place.at] % 2 > self._quotes[-1] % 2
        return is_small + hardly + (depth or quotes or place.at in self._within_names)

    def _inside_names(self) -> AbstractSet[int]:
        """Places inside names with their initials in brackets after them."""
        found: set[int] = set()
        for number, word in enumerate(self._words):
            if initials := _INITIALS.fullmatch(word):
                first = _first_of_name(self._words[max(0, number - _LONGEST_NAME) : number], initials[1])
                found |= {self._found[at].start() for at in range(number - first + 1, number + 1)}
        return found


def _is_impossible(place: Border) -> bool:
    is_end = place.last.lower() in NOT_LAST or place.last[-1] in "-–—≠'’"
    return is_end or place.first[0] in _DASHES


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
        elif word.lower() not in _SMALL_WORDS:
            return 0
        if not left:
            return back
    return 0


def _folded(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalpha())


class Title(NamedTuple):
    """A title on its line: the line, where the title starts in its text, and the title.

    The start is negative when the line's letters are not the title's: then nothing is put back.
    """

    line: Line
    start: int
    text: str


def restore_dashes(title: Title, findings: Findings, *, bulletin: bool = False, other: str = "") -> str:
    """The title with the dashes that it certainly lost; possible others are reported.

    The parts of a bulletin's title end in full stops; `other` is the title in the other language.
    """
    found = list(_GAP.finditer(title.text))
    between = _BETWEEN_PARTS.finditer(title.text) if title.start >= 0 else ()
    gaps = [gap for gap in between if gap[2].isupper()]
    parts, others = len(_DASH.findall(title.text)), len(_DASH.findall(other))
    has_as_many = others == parts + len(gaps)
    ends = "." if bulletin else ()
    certain = [one for one in gaps if has_as_many or SIGN in one[1] or title.text[one.start(1) - 1] in ends]
    if len(certain) < len(found):
        findings.report("title_dash_lost", f"A dash of the title may be lost: {quoted(title.text, 300)}.")
    dashes = Counter(_DASH.findall(title.text + other)).most_common(1)
    dash = dashes[0][0] if dashes else OF_BULLETINS if bulletin else OF_PAGES
    return _with_dashes(title, certain, dash, findings)


def _with_dashes(title: Title, gaps: Sequence[re.Match[str]], dash: str, findings: Findings) -> str:
    pieces: list[str] = []
    end = 0
    for gap in gaps:
        is_sign = SIGN in gap[1]
        at = gap.start(1) + (gap[1].index(SIGN) if is_sign else 0)
        before, after = (SIGN, dash) if is_sign else (gap[1], f" {dash} ")
        certainty = OF_SIGN if is_sign else OF_SPACES
        findings.title_changes.append(
            TitleChange(title.line, title.start + at, before, after, RULE, certainty)
        )
        pieces += (title.text[end:at], after)
        end = at + len(before)
    return "".join((*pieces, title.text[end:]))
