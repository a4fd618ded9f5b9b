"""How far a word leans to one of the two languages."""

import re
from functools import lru_cache

from tasks.repair.statistics.confusion import UNKNOWN, word_cost
from tasks.repair.statistics.listed import ELISIONS
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.scoring import read_chunk

COSTS_A_NAT = 10
HIGHEST_LEANING = 6.0
"""No single word counts for more (nats): names and typing errors are not evidence."""
HIGHEST_BY_LETTERS = 3.0
"""No word that is in no list counts for more (nats): its letters alone tell little."""
HIGHEST_OF_NAME = 1.5
"""The same for a word with a capital, which may be a name."""
BY_ELISION = -3.0
"""What an elided article says at least (l'aide, d'armes); Dutch has none."""
_EDGES = ".,;:!?()[]«»“”\"'’/…"
_ELIDED = re.compile(rf"(?:{'|'.join(sorted(ELISIONS))})['’](.+)", re.IGNORECASE)
_JOINTS = re.compile(r"[-–/]")


@lru_cache(maxsize=65536)
def language_leaning(word: str) -> float:
    """How much more likely a word is in Dutch than in French, in nats; negative when it is French.

    What the word lists say of it counts before its letters.

    Args:
        word: A piece of text without spaces.
    """
    bare = word.strip(_EDGES)
    if not any(letter.isalpha() for letter in bare):
        return 0.0
    listed = listed_leaning(bare)
    if listed is not None:
        return listed
    if elided := _ELIDED.fullmatch(bare):
        return min(BY_ELISION, (listed_leaning(elided[1]) or 0.0) + BY_ELISION)
    parts = [leaning for part in _JOINTS.split(bare) if (leaning := listed_leaning(part)) is not None]
    return _within(sum(parts), HIGHEST_LEANING) if parts else _by_letters(word, bare)


def listed_leaning(word: str) -> float | None:
    """The same by the word lists alone; None for a word that neither language lists.

    Args:
        word: A word without signs around it.
    """
    dutch, french = (word_cost(language, word.lower()) for language in LANGUAGES)
    if min(dutch, french) >= UNKNOWN:
        return None
    return _within((french - dutch) / COSTS_A_NAT, HIGHEST_LEANING)


def _by_letters(word: str, bare: str) -> float:
    dutch, french = (read_chunk(language, word, word)[0] for language in LANGUAGES)
    return _within(
        (french - dutch) / COSTS_A_NAT, HIGHEST_OF_NAME if bare[0].isupper() else HIGHEST_BY_LETTERS
    )


def _within(leaning: float, most: float) -> float:
    return max(-most, min(most, leaning))
