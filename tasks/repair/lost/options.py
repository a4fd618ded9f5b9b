"""The words that a shape with marks may be, each with its cost and in the case of the shape."""

import itertools
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tasks.repair.lost.restoring import NAME_COST
from tasks.repair.statistics.confusion import MARK, UNKNOWN, case_cost, marked, shapes, word_cost
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import LANGUAGES, accented_names, capital_words, name_words

UNRESTORED = "\ufffd"
"""Stands for a letter of an unknown word in a reading."""
_OF_NAMES = frozenset("éèëêïçôîâ")
"""Letters that are lost from names of the two languages; others may as well be foreign (Müller, Møller)."""
BASE, PER_LETTER = 60.0, 21.0
"""Cost of an unlisted word: fixed, and for each letter."""
PER_MARK = {"nl": 40.0, "fr": 16.0}
"""Extra cost of an accented letter in it."""
SHORTEST = 5
"""A shorter unlisted word costs as much as one of so many letters."""
PLURAL, _PLURAL = 80.0, re.compile(r"(?:[a-z]+[aiouy]|i?[bcdfghj-np-tv-xz]{2,})\?s")
"""Cost of an unlisted Dutch word that is rather a plural with an apostrophe (zko’s, ivzw’s)."""
FEWEST = 4
"""Least letters in a word of the other language."""
PART, JOINT = 4, 25
"""Least number of letters in each part of a compound, and the cost of joining them."""
SMALL_OPENING = 30
"""Cost of a small letter where a sentence begins."""
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
        heads, tails = _parts(language, shape[:at]), _parts(language, shape[at:])
        found |= {(a + b + JOINT, head + tail) for a, head in heads for b, tail in tails}
    return sorted(found)[:FEW]


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


def plain_cost(language: str, word: str) -> float:
    """The cost of a word without marks."""
    listed = word_cost(language, word.lower())
    if listed < UNKNOWN:
        return listed
    unlisted = BASE + PER_LETTER * max(SHORTEST, len(word))
    return min((cost for cost, _ in _joined(language, word.lower())), default=unlisted)


def is_brand(language: str, word: str) -> bool:
    """Whether a word may be a trade mark: unlisted, and not in small letters."""
    return not word.islower() and word_cost(language, word.lower()) >= UNKNOWN


def is_unlisted(language: str, word: str) -> bool:
    """Whether a word in small letters is in no list."""
    return word.islower() and word_cost(language, word) >= UNKNOWN


def least_cost(language: str, shape: str) -> float:
    """The cost of the likeliest listed word of a shape, `UNKNOWN` without one."""
    if MARK not in shape:
        return word_cost(language, shape.lower())
    return min((cost for cost, _ in _listed(language, shape.lower())), default=UNKNOWN)


@forgetting
@lru_cache(maxsize=MOST)
def words(language: str, shape: str, *, opens: bool, capitals: bool) -> Sequence[Option]:
    """The words of a shape; the last may be an unknown one, with `UNRESTORED` for each mark."""
    if MARK not in shape:
        return [(plain_cost(language, shape), shape)]
    letters = shape.replace(MARK, "")
    unknown = _unknown_cost(language, shape), shape.replace(MARK, UNRESTORED)
    if not (letters[1:].islower() or letters.isupper() or not letters[1:]):
        return [unknown]
    options = _listed(language, shape.lower())
    if shape[0].isupper():
        options += tuple((OF_VOCABULARY, name) for name in _names(language).get(shape.lower(), ()))
    upper = (letters.isupper() and (len(letters) > 1 or capitals)) or (not letters and capitals)
    if shape[0].isupper() and (_are_names(options[:2]) or (not opens and _is_other_name(language, options))):
        return [unknown]
    found = [_cased(language, shape, option, opens=opens, upper=upper) for option in options]
    if shape[0].isupper() and found and not found[0]:  # António is no Antônio
        return [unknown]
    return [*(cased for either in found for cased in either), unknown]


def _is_other_name(language: str, options: Sequence[Option]) -> bool:
    """Whether a word has the shape of a known name, and is none (rédiger, Rüdiger)."""
    names = [word in accented_names(language) for _, word in options]
    return any(names) and not names[0]


def _unknown_cost(language: str, shape: str) -> float:
    marks = PER_MARK[language] * shape.count(MARK)
    plural = PLURAL if language == LANGUAGES[0] and _PLURAL.fullmatch(shape) else 0
    return BASE + PER_LETTER * max(SHORTEST, len(shape)) + marks + plural


def _cased(language: str, shape: str, option: Option, *, opens: bool, upper: bool) -> list[Option]:
    """A word in the case of its shape; that of a lost first letter is open."""
    cost, word = option
    if upper:
        return [(cost, word.upper())] if len(word.upper()) == len(word) else []
    if shape[0] == MARK:
        small = shape[1:].replace(MARK, "").islower() or shape == MARK * len(shape)
        return _first_lost(language, option, opens=opens) if small else []
    famous = cost > NAME_COST and _is_famous(language, shape.lower(), cost)
    if shape[0].isupper() and cost > NAME_COST and not famous and _lost(shape, word) - _OF_NAMES:
        return []
    return [(cost, shape[0] + word[1:])]


def _first_lost(language: str, option: Option, *, opens: bool) -> list[Option]:
    """A word whose first letter is lost, in each case that it may have."""
    cost, word = option
    capital = word[0].upper() + word[1:]
    named = word in name_words(language)
    if opens or (is_foreign(language, word) and not named):
        return [(cost, capital)] if named else [(cost, capital), (cost + SMALL_OPENING, word)]
    if named:
        return []
    if word in capital_words(language):
        return [(cost + case_cost(language, either), either) for either in (word, capital)]
    return [(cost, word)]


def _is_famous(language: str, shape: str, cost: float) -> bool:
    """Whether a name is frequent and no other of its shape comes near (München, Orbán)."""
    rivals = (word for language in LANGUAGES for word in shapes(language).marked.get(shape, ()))
    others = sorted({word_cost(language, word) for word in rivals} - {int(cost)})
    return cost <= FAMOUS and all(other >= cost + FAR for other in others)
