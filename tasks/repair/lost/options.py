"""The words that a shape with marks may be, each with its cost and in the case of the shape."""

import itertools
import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cache, lru_cache

from tasks.repair.lost.restoring import NAME_COST
from tasks.repair.statistics.confusion import MARK, UNKNOWN, case_cost, marked, shapes, word_cost
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import LANGUAGES, WORD_CHOICE, accented_names, capital_words, name_words
from tasks.repair.statistics.scoring import read_chunk

UNRESTORED = "\ufffd"
"""Stands for a letter of an unknown word in a reading."""
LETTERS = {"nl": "ëéïöèüêóàáç", "fr": "éèêàçôîûâïëùœ"}
"""The letters lost most often, by language."""
USUAL, FIRST = 150, {"nl": "éèêà", "fr": "éèêàâôîœç"}
"""Highest cost of a word that may begin with any letter, and the letters with which the others do."""
_OF_NAMES = frozenset("éèëêïçôîâ")
"""Letters that are lost from names of the two languages; others may as well be foreign (Müller, Møller)."""
BASE, PER_LETTER = 60.0, 21.0
"""Cost of an unlisted word: fixed, and for each letter."""
PER_MARK = {"nl": 40.0, "fr": 16.0}
"""Extra cost of an accented letter in it."""
SHORTEST = 5
"""A shorter unlisted word costs as much as one of so many letters."""
ACRONYM = 110.0
"""Cost of a short unlisted word in capitals."""
BOTH_ENDS = 40.0
"""Cost of an unlisted word with marks at both ends."""
MIXED = 30.0
"""Cost of an unlisted word with capitals inside."""
NAME = 20.0
"""Reduction of the cost of an unlisted word that may be a name."""
PLURAL, _PLURAL = 80.0, re.compile(r"(?:[a-z]+[aiouy]|i?[bcdfghj-np-tv-xz]{2,})\?s")
"""Cost of an unlisted Dutch word that is rather a plural with an apostrophe (zko’s, ivzw’s)."""
FEWEST, LONGEST, MOST_MARKS = 4, 40, 4
"""Least and most letters in a word read by its letters, and its most marks."""
PART, JOINT = 4, 25
"""Least number of letters in each part of a compound, and the cost of joining them."""
SMALL_OPENING = 30
"""Cost of a small letter where a sentence begins."""
STANDING_CAPITAL = 15
"""Cost of a capital within a sentence."""
MUCH = 20
"""Difference in cost that makes a word one of the other language."""
ELSEWHERE = 50.0
"""Cost of a word of the other language."""
FAMOUS, FAR, NEAR = 180, 60, 25
"""Highest cost of a name that is known by its frequency, how much dearer its rivals are, and how much
dearer one is that is about as likely."""
OF_VOCABULARY = 175.0
"""Cost of a name that only the vocabularies hold."""
FEW = 4
"""Words considered for one shape."""
_ELIDED = {"nl": re.compile(r"(?!)"), "fr": re.compile(r"(?:[ldnsjcmt]|qu)\?[?aeiouyh]")}
"""What is rather an elided word than an unlisted one, by language."""
BEAM = 6
READINGS, ONE_READING_IN = 2_000, 20
"""Readings by letters that any text may use, plus one per this many characters."""


class Case(Enum):
    """What the place tells of the case of a word's first letter, if that is lost."""

    SMALL = auto()  # small, but for words that mostly have a capital
    CAPITAL = auto()  # a sentence or a name begins
    NAMED = auto()  # small, but a capital follows (École Diabolo)
    OPEN = auto()


Option = tuple[float, str]


def _fits(shape: str, word: str) -> bool:
    return all(known in (MARK, letter) for known, letter in zip(shape, word, strict=True))


def _lost(shape: str, word: str) -> set[str]:
    """The letters of a word that its shape lost."""
    before = itertools.pairwise(f" {word}")
    return {b for known, (a, b) in zip(shape, before, strict=True) if known == MARK and (a, b) != ("o", "ö")}


@forgetting
@lru_cache(maxsize=MOST)
def _listed(language: str, shape: str) -> tuple[Option, ...]:
    """The listed words of a shape in small letters, or else the compounds."""
    words = shapes(language).marked.get("".join(a if a.isascii() else MARK for a in shape), ())
    found = [(float(word_cost(language, word)), word) for word in words if _fits(shape, word)][:FEW]
    if not found and language == "nl":
        found = _compounds(language, shape)
    return tuple(found or _listed_elsewhere(language, shape))


@cache
def _names(language: str) -> dict[str, list[str]]:
    """The names that only the vocabularies hold, by their shape."""
    found: dict[str, list[str]] = {}
    for name in sorted(accented_names(language)):
        if word_cost(language, name) < UNKNOWN:
            continue
        found.setdefault(marked(name), []).append(name)
    return found


def _listed_elsewhere(language: str, shape: str) -> list[Option]:
    """Words of the other language, which are quoted as they are."""
    if len(shape) < FEWEST:
        return []
    other = LANGUAGES[language == LANGUAGES[0]]
    words = shapes(other).marked.get("".join(a if a.isascii() else MARK for a in shape), ())
    return [(word_cost(other, word) + ELSEWHERE, word) for word in words if _fits(shape, word)][:FEW]


@forgetting
@lru_cache(maxsize=MOST)
def _joined(language: str, word: str) -> tuple[Option, ...]:
    """The compounds that a word without marks is."""
    return tuple(_compounds(language, word)) if language == "nl" else ()


def _compounds(language: str, shape: str) -> list[Option]:
    """Compounds of two listed words, of which one or both have marks."""
    found = set()
    for at in range(PART, len(shape) - PART + 1):
        heads, tails = _heads(language, shape[:at]), _parts(language, shape[at:])
        found |= {(a + b + JOINT, head + tail) for a, head in heads for b, tail in tails}
    return sorted(found)[:FEW]


def _heads(language: str, part: str) -> list[Option]:
    """The first parts of a compound, some with a linking s (bestuursakkoord)."""
    listed = _parts(language, part)
    if listed or part[-1] != "s" or len(part) <= PART:
        return listed
    return [(cost, f"{word}s") for cost, word in _parts(language, part[:-1])]


def _parts(language: str, part: str) -> list[Option]:
    words = shapes(language).marked.get(part, [])[:2] if MARK in part else [part]
    costs = ((float(word_cost(language, word)), word) for word in words)
    return [option for option in costs if option[0] < UNKNOWN]


def is_foreign(language: str, word: str) -> bool:
    """Whether a word is rather one of the other language, which is quoted in names (École Diabolo)."""
    other = LANGUAGES[language == LANGUAGES[0]]
    return word_cost(other, word) + MUCH < word_cost(language, word)


def _are_names(options: Sequence[Option]) -> bool:
    """Whether two names of one shape are about as likely (Cécilia, Cäcilia)."""
    costs = [cost for cost, _ in options]
    return len(costs) > 1 and min(costs) > NAME_COST and abs(costs[1] - costs[0]) < NEAR


class Options:
    """The options of one text, whose work is bounded."""

    def __init__(self, language: str, size: int, *, asks: bool) -> None:
        self._language, self._asks = language, asks
        self._left = READINGS + size // ONE_READING_IN
        self.lacking = False  # whether an unlisted word was met that may be read by its letters
        self._known: dict[tuple[str, Case, bool, bool], list[Option]] = {}
        self._readable: set[str] = set()

    def plain_cost(self, word: str, *, by_letters: bool = False) -> float:
        """The cost of a word without marks."""
        listed = word_cost(self._language, word.lower())
        if by_letters and listed >= UNKNOWN and word.islower() and FEWEST <= len(word) <= LONGEST:
            return min([self._letters_cost(word), *(cost for cost, _ in _joined(self._language, word))])
        if listed < UNKNOWN:
            return listed
        if word.isupper() and len(word) <= SHORTEST:
            return ACRONYM
        name = NAME if word[0].isupper() else 0
        unlisted = BASE + PER_LETTER * max(SHORTEST, len(word)) - name
        return min((cost for cost, _ in _joined(self._language, word.lower())), default=unlisted)

    def is_brand(self, word: str) -> bool:
        """Whether a word may be a trade mark: unlisted, and not in small letters."""
        return not word.islower() and word_cost(self._language, word.lower()) >= UNKNOWN

    def is_unlisted(self, word: str) -> bool:
        """Whether a word in small letters is in no list."""
        return word.islower() and word_cost(self._language, word) >= UNKNOWN

    def words(self, shape: str, case: Case, capitals: bool, by_letters: bool) -> list[Option]:  # noqa: FBT001
        """The words of a shape; the last may be an unknown one, with `UNRESTORED` for each mark."""
        if MARK not in shape:
            return [(self.plain_cost(shape, by_letters=by_letters), shape)]
        key = shape, case, capitals, by_letters
        if key not in self._known:
            self._known[key] = self._words(*key)
        self.lacking |= shape in self._readable
        return self._known[key]

    def least_cost(self, shape: str) -> float:
        """The cost of the likeliest listed word of a shape, `UNKNOWN` without one."""
        if MARK not in shape:
            return word_cost(self._language, shape.lower())
        return min((cost for cost, _ in _listed(self._language, shape.lower())), default=UNKNOWN)

    def _words(
        self,
        shape: str,
        case: Case,
        capitals: bool,  # noqa: FBT001
        by_letters: bool,  # noqa: FBT001
    ) -> list[Option]:
        letters = shape.replace(MARK, "")
        unknown = self._unknown_cost(shape), shape.replace(MARK, UNRESTORED)
        if not (letters[1:].islower() or letters.isupper() or not letters[1:]):
            return [unknown]
        options = _listed(self._language, shape.lower())
        if shape[0].isupper():
            options += tuple((OF_VOCABULARY, name) for name in _names(self._language).get(shape.lower(), ()))
        if not options and self._is_readable(shape):
            self._readable.add(shape)
            elided = _ELIDED[self._language].match(shape)
            options = self._by_letters(shape) if by_letters and not elided else ()
        upper = (letters.isupper() and (len(letters) > 1 or capitals)) or (not letters and capitals)
        within = case in (Case.SMALL, Case.NAMED)
        if shape[0].isupper() and (_are_names(options[:2]) or (within and self._is_other_name(options))):
            return [unknown]
        found = [cased for option in options for cased in self._cased(shape, option, case, upper=upper)]
        return [*found, unknown]

    def _is_other_name(self, options: Sequence[Option]) -> bool:
        """Whether a word has the shape of a known name, and is none (rédiger, Rüdiger)."""
        names = [word in accented_names(self._language) for _, word in options]
        return any(names) and not names[0]

    def _unknown_cost(self, shape: str) -> float:
        name = NAME if shape[0].isupper() and not shape[1:].replace(MARK, "").isupper() else 0
        ends = BOTH_ENDS if shape[0] == shape[-1] == MARK else 0
        marks = PER_MARK[self._language] * shape.count(MARK)
        mixed = 0 if shape[1:].islower() or shape.isupper() else MIXED
        plural = PLURAL if self._language == LANGUAGES[0] and _PLURAL.fullmatch(shape) else 0
        return BASE + PER_LETTER * max(SHORTEST, len(shape)) + marks + ends + mixed + plural - name

    def _cased(self, shape: str, option: Option, case: Case, *, upper: bool) -> list[Option]:
        """A word in the case of its shape; that of a lost first letter is open."""
        cost, word = option
        if upper:
            return [(cost, word.upper())] if len(word.upper()) == len(word) else []
        if shape[0] == MARK:
            small = shape[1:].replace(MARK, "").islower() or shape == MARK * len(shape)
            return self._first_lost(option, case) if small else []
        famous = cost > NAME_COST and self._is_famous(shape.lower(), cost)
        if shape[0].isupper() and cost > NAME_COST and not famous and _lost(shape, word) - _OF_NAMES:
            return []
        standing = 0 if case is Case.CAPITAL or shape[0].islower() or famous else STANDING_CAPITAL
        return [(cost + standing, shape[0] + word[1:])]

    def _first_lost(self, option: Option, case: Case) -> list[Option]:
        """A word whose first letter is lost, in each case that it may have."""
        cost, word = option
        if cost > USUAL and word[0] not in FIRST[self._language]:
            return []
        capital = word[0].upper() + word[1:]
        named = word in name_words(self._language)
        if case is Case.CAPITAL:
            return [(cost, capital)] if named else [(cost, capital), (cost + SMALL_OPENING, word)]
        if named:
            return []
        if case is Case.OPEN or is_foreign(self._language, word):
            return [(cost, capital), (cost + (SMALL_OPENING if case is Case.NAMED else 0), word)]
        if word in capital_words(self._language):
            return [(cost + case_cost(self._language, either), either) for either in (word, capital)]
        return [(cost, word)]

    def _is_readable(self, shape: str) -> bool:
        """Whether an unlisted word may be read by its letters."""
        few = FEWEST <= len(shape) <= LONGEST and shape.count(MARK) <= min(MOST_MARKS, len(shape) // 3)
        if self._asks and shape.endswith(MARK):
            return False
        return few and self._left > 0 and shape.replace(MARK, "a").islower()

    def _is_famous(self, shape: str, cost: float) -> bool:
        """Whether a name is frequent and no other of its shape comes near (München, Orbán)."""
        rivals = (word for language in LANGUAGES for word in shapes(language).marked.get(shape, ()))
        others = sorted({word_cost(self._language, word) for word in rivals} - {int(cost)})
        return cost <= FAMOUS and all(other >= cost + FAR for other in others)

    def _by_letters(self, shape: str) -> tuple[Option, ...]:
        """The two likeliest readings of an unlisted word."""
        parts = shape.split(MARK)
        beam = [(0.0, "")]
        for number, part in enumerate(parts):
            letters = (
                ("",) if number == len(parts) - 1 else LETTERS[self._language] if number or part else "é"
            )
            longer = [text + part + letter for _, text in beam for letter in letters]
            self._left -= len(longer)
            beam = sorted((self._letters_cost(text), text) for text in longer)[:BEAM]
        return tuple(beam[:2])

    def _letters_cost(self, text: str) -> float:
        return float(read_chunk(self._language, text, text)[0] + WORD_CHOICE)
