"""The words that a shape with marks may be, each with its cost and in the case of the shape."""

from collections.abc import Sequence
from enum import Enum, auto
from itertools import chain

from tasks.repair.statistics.confusion import MARK, UNKNOWN, case_cost, shapes, word_cost
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.model import LANGUAGES, accented_names, capital_words, name_words

UNRESTORED = "\ufffd"
"""Stands for a letter of an unknown word in a reading."""
UNLISTED, NAME_COST = 215.0, 112
"""Cost of a word that is in no list, which stays; highest cost of a word with a capital within a sentence:
dearer ones are names."""
FIRST = {"nl": "éèêà", "fr": "éèêàâôîœç"}
"""The letters with which words begin."""
_OF_NAMES = frozenset("éèëêïçôîâ")
"""Letters that are lost from names of the two languages; others may as well be foreign (Müller, Møller)."""
DEARER = 30
"""Cost of joining the parts of a compound, and of a small letter where a sentence begins."""
FAR = 2 * DEARER
"""Cost of a word of the other language, and how much dearer the rivals of a name are."""
FAMOUS = 180
"""Highest cost of a name that is known by its frequency."""
FEW = 4
"""Words considered for one shape, and least letters of one of the other language, or of a compound's part."""


class Case(Enum):
    """What the place tells of the case of a word's first letter, if that is lost."""

    SMALL = auto()  # small, but for words that mostly have a capital
    CAPITAL = auto()  # a sentence or a name begins
    OPEN = auto()  # either
    PERSON = auto()  # as in a sentence; the name of a person follows


Option = tuple[float, str]


def _shaped(language: str, shape: str) -> list[Option]:
    """The listed words of a shape in small letters, which may have accented letters of its own."""
    words = shapes(language).marked.get("".join(a if a.isascii() else MARK for a in shape), ())
    fitting = (
        word
        for word in words
        if word.isalpha()  # of m² and m³ nothing tells
        and all(known in (MARK, letter) for known, letter in zip(shape, word, strict=True))
    )
    return [(float(word_cost(language, word)), word) for word in fitting][:FEW]


@kept
def listed(language: str, shape: str) -> tuple[Option, ...]:
    """The listed words of a shape in small letters, or the compounds, or words of the other language."""
    if MARK not in shape:
        cost = word_cost(language, shape)
        known = [(float(cost), shape)] if cost < UNKNOWN else []
    else:
        known = _shaped(language, shape)
    if not known and language == "nl":
        known = _compounds(shape)
    if not known and MARK in shape and len(shape) >= FEW:  # quoted as it is
        other = LANGUAGES[language == LANGUAGES[0]]
        known = [(cost + FAR, word) for cost, word in _shaped(other, shape)]
    return tuple(known)


def _compounds(shape: str) -> list[Option]:
    """Dutch compounds of two listed words, some with a linking s (bestuursakkoord)."""
    found = set()
    for at in range(FEW, len(shape) - FEW + 1):
        head, tails = shape[:at], _parts(shape[at:])
        heads = tails and _parts(head)
        if tails and not heads and head[-1] == "s" and len(head) > FEW:
            heads = [(cost, f"{word}s") for cost, word in _parts(head[:-1])]
        found |= {(max(a, b) + DEARER, one + other) for a, one in heads for b, other in tails}
    return sorted(found)[:FEW]


def _parts(part: str) -> list[Option]:
    words = shapes("nl").marked.get(part, ())[:2] if MARK in part else (part,)
    costs = ((float(word_cost("nl", word)), word) for word in words)
    return [option for option in costs if option[0] < UNKNOWN]


def least_cost(language: str, shape: str) -> float:
    """The cost of the likeliest listed word of a shape, `UNLISTED` without one."""
    return min((cost for cost, _ in listed(language, shape.lower())), default=UNLISTED)


@kept
def words(language: str, shape: str, case: Case, capitals: bool) -> tuple[Option, ...]:  # noqa: FBT001
    """The words of a shape; the last may be an unknown one, with `UNRESTORED` for each mark.

    `capitals` is whether the shape stands among words in capitals.
    """
    if MARK not in shape:
        return ((least_cost(language, shape), shape),)
    letters = shape.replace(MARK, "")
    unknown = UNLISTED, shape.replace(MARK, UNRESTORED)
    if not (letters[1:].islower() or letters.isupper() or not letters[1:]):
        return (unknown,)
    upper = (letters.isupper() and (len(letters) > 1 or capitals)) or (not letters and capitals)
    options = listed(language, shape.lower())
    cased = (found for option in options for found in _cased(language, shape, option, case, upper=upper))
    return (*cased, unknown)


def _cased(language: str, shape: str, option: Option, case: Case, *, upper: bool) -> Sequence[Option]:
    """A word in the case of its shape; that of a lost first letter is open."""
    cost, word = option
    if upper:
        return [(cost, word.upper())] if len(word.upper()) == len(word) else []
    if shape[0] == MARK:
        small = shape[1:].replace(MARK, "").islower() or shape == MARK * len(shape)
        return _first_lost(language, option, case) if small else []
    is_short = len(shape) < FEW  # Niš
    may_be_name = case is Case.PERSON or (case is Case.SMALL and is_short)
    most = NAME_COST - DEARER * (case is Case.OPEN and is_short)
    is_common = shape[0].islower() or (cost <= most and not may_be_name)
    return [(cost, shape[0] + word[1:])] if is_common or _is_name(language, shape, option, case) else []


def _is_name(language: str, shape: str, option: Option, case: Case) -> bool:
    """Whether a name is frequent and no other comes near (München), or known and lost usual letters."""
    cost, word = option
    shaped = (shapes(name).marked.get(shape.lower(), ()) for name in LANGUAGES)
    rivals, names = {*chain(*shaped)} - {word}, accented_names(language)
    is_far = cost <= FAMOUS and all(word_cost(language, other) >= cost + FAR for other in rivals)
    if (case is Case.PERSON or len(shape) < FEW) and word not in names:
        return False
    if is_far and (word in names or names.isdisjoint(rivals)):
        return True
    lost = {letter for known, letter in zip(shape, word, strict=True) if known == MARK}
    return lost <= _OF_NAMES and (case is Case.CAPITAL or word in names)


def _first_lost(language: str, option: Option, case: Case) -> list[Option]:
    """A word whose first letter is lost, in each case that it may have."""
    cost, word = option
    if word[0] not in FIRST[language]:
        return []
    capital = word[0].upper() + word[1:]
    named = word in name_words(language)
    if case is Case.CAPITAL:
        return [(cost, capital)] if named else [(cost, capital), (cost + DEARER, word)]
    if named:
        return []
    if case is Case.OPEN:
        return [(cost, capital), (cost, word)]
    if word in capital_words(language):
        return [(cost + case_cost(language, either), either) for either in (word, capital)]
    return [(cost, word)]
